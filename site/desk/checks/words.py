"""What the rules know of the four languages."""

# A link is read out of its sentence, in a list of links: these say nothing there. In any case, any language.
EMPTY_LINK_WORDS = {
    # az
    "bura", "buraya", "burada", "buradan", "burdan", "bura klikləyin", "buraya klikləyin", "buraya daxil olun",
    "klikləyin", "keçid", "link", "linkdə", "ətraflı", "daha ətraflı", "ardı", "bax", "baxın",
    # en
    "here", "click here", "click", "more", "read more", "this", "this link", "this page", "see here", "see",
    "link here", "details", "download",
    # ka
    "აქ", "აქედან", "ამ ბმულზე", "ბმული", "ბმულზე", "იხილეთ", "იხილეთ აქ", "დააჭირეთ", "დააჭირეთ აქ", "ვრცლად",
    "მეტი", "ლინკი",
    # tr
    "buraya tıklayın", "buraya tıklayınız", "tıklayın", "tıklayınız", "bağlantı", "devamı", "devamını oku",
    "ayrıntılar", "detaylar", "bkz", "bakınız", "şurada", "buradaki bağlantı",
}  # fmt: skip

# The beginnings of the names of months, as a regular expression; whatever endings may follow.
MONTHS = {
    "az": "yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "ka": "იანვ|თებერვ|მარტ|აპრილ|მაის|ივნის|ივლის|აგვისტ|სექტემბ|ოქტომბ|ნოემბ|დეკემბ",
    "tr": "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
}

# The quotation marks of each language, as readers see them in the rules' messages.
QUOTES = {"az": "“…”", "en": "“…”", "ka": "„…“", "tr": "“…”"}

# Words that are certainly misspelt in Azerbaijani: with “e” where every form of the word has “ə”.
WITH_E = {"azerbaycan": "azərbaycan", "medeniyyet": "mədəniyyət", "incesenet": "incəsənət"}
