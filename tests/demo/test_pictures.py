"""The demonstration's pictures: the same on every run, symmetrical where a loom makes them so, labelled inside."""

import hashlib
import io
from itertools import combinations
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

from core.files.likeness import NEAR, far, look_of
from demo.pictures import LICENCE, carpets, designs, find, ornaments, render, render_all, save
from demo.pictures.borders import frame, stripe
from demo.pictures.knots import Sheet, unfold, weave
from demo.pictures.palettes import BLACK, IVORY, MADDER, SAFFRON, TEAL

pytestmark = pytest.mark.thorough

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
CARPETS = [
    carpets.three_medallions,
    carpets.round_medallion,
    carpets.serrated_leaves,
    carpets.star_lattice,
    carpets.boteh_rows,
    carpets.octagons,
    carpets.niche,
    carpets.runner_stars,
]


def same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


def test_the_list_has_what_a_collection_needs():
    kinds = [design.kind for design in designs()]
    assert kinds.count("carpet") >= 6
    assert kinds.count("ceramics") == kinds.count("textile") == 3
    assert sum(design.is_work for design in designs()) >= 16
    assert sum(design.kind == "scene" and design.orientation == "landscape" for design in designs()) == 6
    names = [design.name for design in designs()]
    assert len(names) == len(set(names))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The whole set, drawn once, small, with its words."""
    directory = tmp_path_factory.mktemp("pictures")
    return dict(render_all(directory, workers=1, size=150, words=lambda design: (design.name, "A credit")))


@pytest.mark.parametrize("name", ["carpet-star-lattice", "dish-rings", "silk-stripes", "scene-two-bands"])
def test_a_name_and_a_size_always_give_the_same_pixels(name):
    first, second = (hashlib.sha256(render(name, 160).tobytes()).hexdigest() for _ in range(2))
    assert first == second


def test_the_whole_set_is_written_and_sizes_are_true(written):
    assert {design.name for design in written} == {design.name for design in designs()}
    contents = set()
    for design, path in written.items():
        assert path.name == f"{design.name}.jpg"
        with Image.open(path) as picture:
            assert picture.mode == "RGB"
            assert picture.size == design.size(150)
            assert max(picture.size) == 150
            assert (picture.width > picture.height) == (design.orientation == "landscape")
            assert b"A credit" in picture.info["xmp"]
            contents.add(hashlib.sha256(picture.tobytes()).hexdigest())
    assert len(contents) == len(designs())


def test_a_large_carpet_is_exactly_as_long_as_asked():
    sheet, lots = carpets.three_medallions()
    assert weave(sheet, "x", 4000, lots).size == (2670, 4000)
    assert weave(sheet, "x", 999, lots).size == (667, 999)


@pytest.mark.parametrize("make", CARPETS, ids=lambda make: make.__name__)
def test_a_carpets_border_mirrors_across_and_down(make):
    sheet, _ = make()
    assert min(sheet.width, sheet.height) >= 400
    assert max(sheet.width, sheet.height) >= 600
    deep = 60
    ends = [
        sheet.part(0, 0, sheet.width, deep),
        sheet.part(0, sheet.height - deep, sheet.width, sheet.height),
    ]
    sides = [
        sheet.part(0, 0, deep, sheet.height),
        sheet.part(sheet.width - deep, 0, sheet.width, sheet.height),
    ]
    assert same(ends[0].image, ends[0].flipped().image)
    assert same(ends[0].image, ends[1].upturned().image)
    assert same(sides[0].image, sides[0].upturned().image)
    assert same(sides[0].image, sides[1].flipped().image)


def test_no_knot_is_missing():
    for make in CARPETS:
        sheet, _ = make()
        assert 0 not in {dye for _, dye in sheet.image.getcolors(256)}


@pytest.mark.parametrize(
    "border",
    [
        ornaments.leaf_and_cup(40, 42, IVORY, (MADDER, TEAL), (BLACK, SAFFRON), BLACK),
        ornaments.palmette_vine(60, 92, TEAL, IVORY, (MADDER, SAFFRON), IVORY, BLACK),
        ornaments.slant(8, 24, (MADDER, IVORY)),
        ornaments.meander_vine(18, 40, SAFFRON, BLACK, (MADDER, TEAL), IVORY, BLACK),
    ],
    ids=["leaves", "palmettes", "bars", "vine"],
)
def test_a_border_turns_its_corner_on_the_diagonal(border):
    quarter = Sheet(300, 300, MADDER)
    depth = frame(quarter, [stripe(3, BLACK), border, stripe(2, IVORY)])
    assert depth == border.depth + 5
    corner = quarter.part(0, 0, depth, depth)
    # A joint between the corner and the first unit is laid for one arm after the other, so compare the arms as well.
    assert same(
        quarter.part(depth + 40, 0, 300, depth).image,
        quarter.part(0, depth + 40, depth, 300).transposed().image,
    )
    different = ImageChops.difference(corner.image, corner.transposed().image).point([0] + [1] * 255)
    assert different.histogram()[1] < 0.03 * depth * depth


def test_an_uneven_carpet_unfolds_without_a_seam():
    quarter = Sheet(51, 76, IVORY)
    quarter.image.paste(MADDER, (0, 0, 20, 20))
    whole = unfold(quarter, 101, 151)
    assert (whole.width, whole.height) == (101, 151)
    assert same(whole.image, whole.flipped().image)
    assert same(whole.image, whole.upturned().image)


def test_credit_and_licence_are_in_the_file(tmp_path):
    title, credit = "Xalça “Ulduz” & ʼnaxış", "Nümayiş <toplusu>"
    path = save("carpet-niche", tmp_path / "deep" / "niche.jpg", 300, title, credit)
    with Image.open(path) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (200, 300)
        exif, xmp = picture.getexif(), picture.info["xmp"]

    def text(tag):
        value = exif[tag]
        return value.decode() if isinstance(value, bytes) else value.encode("latin-1").decode()

    assert text(0x013B) == credit
    assert LICENCE in text(0x8298)
    assert "procedural pattern" in text(0x010E)
    assert title in text(0x010E)

    tree = ElementTree.fromstring(xmp[xmp.index(b"<x:xmpmeta") : xmp.index(b"<?xpacket end")])
    about = tree.find(f"{RDF}RDF/{RDF}Description")
    assert about.get(f"{RIGHTS}WebStatement") == LICENCE
    assert about.get(f"{PHOTOSHOP}Credit") == credit
    assert about.find(f"{DC}creator/{RDF}Seq/{RDF}li").text == credit
    assert "CC0 1.0" in about.find(f"{DC}rights/{RDF}Alt/{RDF}li").text
    assert "procedural pattern" in about.find(f"{DC}description/{RDF}Alt/{RDF}li").text


def test_wrong_names_and_sizes_are_refused(tmp_path):
    with pytest.raises(KeyError, match="carpet-niche"):
        find("no-such-thing")
    with pytest.raises(ValueError, match="too few"):
        save("dish-rings", tmp_path / "x.jpg", 8)
    assert not list(tmp_path.iterdir())


def test_copies_look_alike_and_no_two_designs_do(written):
    """The measure by which an upload is taken for a copy (``core.files.likeness``)."""

    looks = {}
    for design, path in written.items():
        data = path.read_bytes()
        looks[design.name] = look_of(io.BytesIO(data))
        with Image.open(io.BytesIO(data)) as picture:
            larger = picture.resize((picture.width * 2, picture.height * 2))
        for form, quality in (("JPEG", 60), ("WEBP", 80), ("PNG", None)):
            copy = io.BytesIO()
            larger.save(copy, form, quality=quality)
            assert far(look_of(copy), looks[design.name]) <= NEAR, (design.name, form)
    alike = [pair for pair in combinations(looks, 2) if far(looks[pair[0]], looks[pair[1]]) <= NEAR]
    assert alike == []
