//! One share told as people: the outcome that members were asked about as yes or no.

use crate::chart::{IconCount, IconRow, IconShape, Icons, IconsKey, MOST_ICONS, Words as Alternative};
use crate::framework::{FamilyRole, Indicator, MeasureKind};
use crate::narrate::{figures, number};
use crate::release::{Released, Side};
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Link, Row, Table};

/// The figure; nothing where no such share is told, or it is of too many to draw each.
pub(in crate::report) fn figure(view: &View<'_>) -> Result<Option<Figure>, ReportError> {
    let shares = view.desk.indicators(FamilyRole::Impact).into_iter();
    let told = shares.filter_map(|one| Some((one, item(one)?, count(view, view.figure(&one.code), one)?)));
    let Some((indicator, item, count)) = told.into_iter().next() else { return Ok(None) };
    let words = view.words();
    let text = &view.desk.publication.framework.item(item).map_or(&indicator.name, |item| &item.text);
    let value = view.cell(view.figure(&indicator.code), indicator).text;
    let id = "f-share";
    let title = words.say("share_title", [("value", (&value).into()), ("name", (&indicator.name).into())]);
    let agreeing = words.say("share_sentence", [("value", (&value).into()), ("question", text.as_str().into())]);
    let sentence = figures::capital(&agreeing);
    let sentences = figures::readable(vec![sentence.clone()], words);
    let alternative = figures::shortened(&sentence);
    let drawing = Icons {
        words: Alternative { id: id.to_owned(), title: title.clone(), description: alternative.clone() },
        shape: IconShape::Person,
        key: IconsKey {
            filled: words.text("share_key_filled").to_owned(),
            possible: words.text("share_key_possible").to_owned(),
            empty: words.text("share_key_empty").to_owned(),
        },
        rows: vec![IconRow { label: view.label(text), count, tip: sentence }],
    };
    let (drawing, undrawn) = view.drawn(id, drawing.draw())?;
    view.contract(Parts {
        id: id.to_owned(),
        title,
        subtitle: words.say("share_subtitle", view.where_and_when()),
        sentences,
        drawing,
        n_line: view.response_line(),
        notes: undrawn,
        alternative,
        how_to_read: words.texts(["share_read_1", "share_read_2"]),
        table: table(view, indicator, text),
        definition: view.definition(indicator),
        command: view.command(&indicator.code),
    })
    .map(Some)
}

fn item(indicator: &Indicator) -> Option<&str> {
    match &indicator.measure {
        MeasureKind::ShareFavourable(_) => indicator.measure.items().first().map(String::as_str),
        _ => None,
    }
}

/// So many of so many, as far as it is told.
fn count(view: &View<'_>, figure: &Released, indicator: &Indicator) -> Option<IconCount> {
    let label = view.cell(figure, indicator).text;
    let few = |n: u64| u32::try_from(n).ok().filter(|n| (1..=MOST_ICONS).contains(n));
    match figure {
        Released::Shown(shown) => {
            Some(IconCount::Exact { count: u32::try_from(shown.numerator?).ok()?, of: few(shown.n)?, label })
        }
        Released::Bounded(bounded) => {
            let of = few(bounded.n).filter(|_| bounded.n < number::COUNTS_BELOW)?;
            // Of few people the limit is always all but one, or one.
            Some(match bounded.side {
                Side::AtLeast => IconCount::AtLeast { count: of - 1, of, label },
                Side::AtMost => IconCount::AtMost { count: 1, of, label },
            })
        }
        Released::Withheld(_) | Released::Absent(_) => None,
    }
}

fn table(view: &View<'_>, indicator: &Indicator, text: &str) -> Table {
    let words = view.words();
    let figure = view.figure(&indicator.code);
    let heads = ["head_question", "head_favourable#", "head_rests_on"];
    let mut table = Table::new(words.text("share_caption"), words, &heads);
    table.row(
        Row::new(Link::from(text).in_language(view.foreign()))
            .with(view.cell(figure, indicator))
            .with(view.rests_on(figure)),
    );
    table
}
