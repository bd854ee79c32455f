"""The way of a page from an empty form to two languages, and the words it is written in."""

from django.utils.translation import override
from wagtail.models import Locale

from core.slugs import ascii_slug
from tests import factories as make

SUMMARY = "Bir cümlə."
DESCRIPTION = "Axtarış üçün təsvir"

# Whatever the tests write, and what it is in Georgian.
GEORGIAN = {
    "Memorandum imzalandı": "მემორანდუმი ხელმოწერილია",
    "Tbilisidə sərgi": "გამოფენა თბილისში",
    "Zamanın pillələri ilə": "დროის საფეხურებზე",
    "Əlaqələrin ildönümü": "ურთიერთობების წლისთავი",
    "Diplomatik əlaqələr": "დიპლომატიური ურთიერთობები",
    "Yeni bina açılır": "ახალი შენობა იხსნება",
    "Muzey işi üzrə təlim": "ტრენინგი სამუზეუმო საქმეში",
    "Xalça sərgisi": "ხალიჩების გამოფენა",
    "Adsız naxış": "უსახელო ორნამენტი",
    "Muzey haqqında": "მუზეუმის შესახებ",
    "Ziyarətçilər üçün": "ვიზიტორებისთვის",
    SUMMARY: "ერთი წინადადება.",
    DESCRIPTION: "აღწერა ძიებისთვის",
    "Siyahının girişi": "სიის შესავალი",
    "Yanında bir qeyd": "შენიშვნა გვერდით",
    "direktor": "დირექტორი",
    "toxucu": "მქსოველი",
    "Tiflis": "თბილისი",
    "Konfrans zalı": "საკონფერენციო დარბაზი",
    "Tələbələr": "სტუდენტები",
    "Konservasiya": "კონსერვაცია",
    "yun, əl toxuması": "მატყლი, ხელით ნაქსოვი",
    "XIX əsrin sonu": "XIX საუკუნის ბოლო",
    "Naxışın ümumi görünüşü": "ორნამენტის საერთო ხედი",
    "Bordürün detalı": "არშიის დეტალი",
    "Mətnin başlığı": "ტექსტის სათაური",
    "Əsas mətn burada başlayır.": "ძირითადი ტექსტი აქ იწყება.",
    "Naxış qaydadan doğur": "ორნამენტი წესიდან იბადება",
    "Rəssamın sözü": "მხატვრის სიტყვა",
    "Memorandumun mətni": "მემორანდუმის ტექსტი",
    "Memorandumun surəti": "მემორანდუმის ასლი",
    "Muzey haqqında film": "ფილმი მუზეუმზე",
    "Muzeyə gəlin": "მოდით მუზეუმში",
    "Ətraflı": "ვრცლად",
    "Bu əsərə baxın": "ნახეთ ეს ნამუშევარი",
    "Birinci şəkil": "პირველი სურათი",
    "İkinci şəkil": "მეორე სურათი",
    "Rəqəmlər cədvəli": "ციფრების ცხრილი",
    "Zalların sayı": "დარბაზების რაოდენობა",
    "Nə sayılır": "რა ითვლება",
    "daimi ekspozisiya": "მუდმივი ექსპოზიცია",
    "altmış": "სამოცი",
    "Ege Universiteti": "ეგეის უნივერსიტეტი",
    "İzmir": "იზმირი",
    "Qısa təsviri": "მოკლე აღწერა",
    "Bakı": "ბაქო",
    "Birinci mərtəbə": "პირველი სართული",
    "Yeni korpus": "ახალი კორპუსი",
    "Muzey sabah bağlıdır.": "მუზეუმი ხვალ დაკეტილია.",
    "Əsas səhifə": "მთავარი გვერდი",
    "Ünvan: Niyazi küçəsi": "მისამართი: ნიაზის ქუჩა",
    "Sərgi mübadiləsi": "გამოფენების გაცვლა",
    "Metrodan piyada beş dəqiqə.": "მეტროდან ფეხით ხუთი წუთი.",
    "Qruplar əvvəlcədən yazsın.": "ჯგუფებმა წინასწარ მოგვწერონ.",
    "Bizə yazın": "მოგვწერეთ",
    "Vitrin hazırlanır": "მზადდება ვიტრინა",
    "Satınalma şöbəsi": "შესყიდვების განყოფილება",
} | {titles["az"]: titles["ka"] for titles in make.INDEX_TITLES.values()}


def georgian():
    return Locale.objects.get(language_code="ka")


def kind_of(model):
    """Return what the CMS, which speaks English here, calls a page type."""
    with override("en"):
        return str(model.get_verbose_name())


def shown(cms):
    """Return the whole page as it stands, attributes included, and the words of its main part."""
    script = "return [document.documentElement.outerHTML, document.querySelector('main').textContent]"
    return cms.driver.execute_script(script)


def read(cms, path, title, words):
    """Open a public page and find its title and every one of the words on it; returns the text of its main part."""
    cms.open(path)
    html, main = shown(cms)
    assert cms.find("h1").text == title
    assert not [word for word in words if word not in html]
    return main


def read_georgian(cms, path, title, words):
    """Read a page in Georgian: all of its own words, and none of those they were translated from."""
    assert path.startswith("/ka/")
    main = read(cms, path, title, words)
    assert not [word for word in GEORGIAN if word in main]


def write_translate_and_read(cms, parent, model, title, write):
    """Write a page below a parent, save, preview, publish and read it, and then the same in Georgian.

    Args:
        write: called with the open form, to fill in everything but the title.
    """
    cms.add_child(parent, kind_of(model))
    cms.fill(title=title)
    write(cms)
    cms.save()
    cms.fill(search_description=DESCRIPTION)
    cms.preview(title)
    cms.publish()
    page = model.objects.get(title=title)
    assert page.slug == ascii_slug(title)
    read(cms, page.get_url(), title, [text for text in cms.typed if text in GEORGIAN])

    cms.open(f"/admin/pages/{page.pk}/edit/")
    cms.start_translation(georgian())
    sources = cms.translate(GEORGIAN)
    assert title in sources
    cms.publish_translation()
    twin = page.get_translation(georgian())
    assert twin.slug == ascii_slug(GEORGIAN[title])
    read_georgian(cms, twin.get_url(), GEORGIAN[title], [GEORGIAN[text] for text in sources])
