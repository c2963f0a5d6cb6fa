use super::*;
use crate::finding::{Finding, Place};
use crate::ingest::{Dictionary, Header};
use crate::plan::{
    Exclude, GroupRule, MappedItem, MappedScale, Mapping, OneOrMore, RespondentRule, Unfinished, WaveRule,
};

fn wanted(names: &[&str]) -> Vec<Wanted> {
    let of = |name: &&str| Wanted {
        name: name.trim_end_matches('*').to_owned(),
        required: name.ends_with('*'),
        expected: name.starts_with("ms"),
        points: name.starts_with("ms").then_some(5),
        cells: WantedCells::Other,
    };
    names.iter().map(of).collect()
}

fn draft(header: &[&str], names: &[&str], mapping: Option<&Mapping>) -> (Layout, Vec<Finding>) {
    let header = Header::new(&StringRecord::from(header.to_vec()));
    lay_out(&LayoutRequest {
        header: &header,
        wanted: &wanted(names),
        mapping,
        preset: None,
        settled: &BTreeMap::from([("wave", "w1")]),
        dictionary: &Dictionary::default(),
        lookups: &BTreeMap::new(),
        place: &Place::file("a.csv"),
    })
}

fn row(cells: &[&str]) -> StringRecord {
    StringRecord::from(cells.to_vec())
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn columns_are_found_by_name_and_a_mistyped_one_gets_the_nearest() {
    let (layout, findings) = draft(&["Group_ID", "ms4"], &["group_id*", "wave*", "ms04"], None);
    assert_eq!(layout.origins, [Origin::Column(0), Origin::Constant("w1".to_owned()), Origin::Absent]);
    let unknown = findings.iter().find(|finding| finding.code == "unknown-column").expect("found");
    assert!(unknown.help.contains("`ms04`"), "{}", unknown.help);
    assert_eq!(layout.unusable, None);
}

#[test]
fn a_file_without_a_required_column_cannot_be_used() {
    let (layout, findings) = draft(&["ms04"], &["group_id*", "ms04"], None);
    assert_eq!(layout.unusable, Some("missing-column"));
    assert_eq!(codes(&findings), ["missing-column"]);
}

#[test]
fn one_column_may_be_mapped_to_two_and_then_no_longer_counts_under_its_own_name() {
    let columns = [("group_id", "Name"), ("lea_code", "LEA")].map(|(to, from)| (to.to_owned(), OneOrMore::from(from)));
    let mapping = Mapping { columns: columns.into(), ignore: vec!["X*".to_owned()], ..Mapping::default() };
    let (layout, findings) = draft(&["name", "LEA", "X1", "y"], &["group_id*", "name", "lea_code"], Some(&mapping));
    assert_eq!(layout.origins, [Origin::Column(0), Origin::Absent, Origin::Column(1)]);
    assert_eq!(findings.len(), 1);
    assert!(findings.iter().all(|finding| finding.message.ends_with(": `y`")), "{findings:?}");
}

#[test]
fn an_exclusion_whose_column_is_gone_stops_the_file() {
    let rule = Exclude { column: "URN".to_owned(), reason: "no school".to_owned(), ..Exclude::default() };
    let mapping = Mapping { exclude: vec![rule], ..Mapping::default() };
    assert_eq!(draft(&["group_id"], &["group_id*"], Some(&mapping)).0.unusable, Some("missing-column"));
    let (layout, _) = draft(&["group_id", "urn"], &["group_id*"], Some(&mapping));
    assert_eq!(layout.excluded(&row(&["g", " "])), Some("no school"));
    assert_eq!(layout.excluded(&row(&["g", "1"])), None);
}

#[test]
fn what_a_preset_says_of_columns_that_are_not_there_is_no_loss() {
    let preset = &crate::ingest::preset("limesurvey", Place::file("m")).expect("a preset").mapping;
    let header = Header::new(&row(&["group_id", "ms04"]));
    let request = LayoutRequest {
        header: &header,
        wanted: &wanted(&["group_id*", "respondent_id", "ms04"]),
        mapping: Some(&Mapping { tool: Some("limesurvey".to_owned()), ..Mapping::default() }),
        preset: Some(preset),
        settled: &BTreeMap::new(),
        dictionary: &Dictionary::default(),
        lookups: &BTreeMap::new(),
        place: &Place::file("a.csv"),
    };
    let (layout, findings) = lay_out(&request);
    assert_eq!((layout.unusable, codes(&findings)), (None, Vec::new()));
    assert_eq!(layout.origins, [Origin::Column(0), Origin::Absent, Origin::Column(1)]);
}

#[test]
fn the_first_filled_of_several_columns_counts_and_a_template_needs_all_of_its() {
    let several = OneOrMore::Several(vec!["New".to_owned(), "Old".to_owned()]);
    let mapping = Mapping {
        item: vec![MappedItem { key: "ms04".to_owned(), column: several, scale: None }],
        template: [("group_id".to_owned(), "LLG-{No}".to_owned())].into(),
        ..Mapping::default()
    };
    let (layout, findings) = draft(&["No", "New", "Old"], &["group_id*", "ms04"], Some(&mapping));
    assert_eq!(codes(&findings), Vec::<&str>::new());
    let cells = row(&["7", " ", "agree"]);
    assert_eq!(layout.raw(0, &cells).as_deref(), Some("LLG-7"));
    assert_eq!(layout.raw(1, &cells).as_deref(), Some("agree"));
    assert_eq!(layout.raw(0, &row(&["", "x", "y"])).as_deref(), Some(""));
}

#[test]
fn a_scale_with_other_than_the_items_answers_is_an_error() {
    let scale = MappedScale { labels: vec!["no".to_owned(), "yes".to_owned()], ..MappedScale::default() };
    let item = MappedItem { key: "ms04".to_owned(), column: "q".into(), scale: Some("yn".to_owned()) };
    let mapping = Mapping { scale: [("yn".to_owned(), scale)].into(), item: vec![item], ..Mapping::default() };
    assert_eq!(codes(&draft(&["q"], &["ms04"], Some(&mapping)).1), ["scale-mismatch"]);
}

#[test]
fn an_e_mail_address_as_key_is_to_become_a_pseudonym_and_other_columns_about_persons_are_dropped() {
    let respondent = RespondentRule { column: Some("Email".into()), ..RespondentRule::default() };
    let group = GroupRule { column: Some("Which group?".into()), ..GroupRule::default() };
    let mapping = Mapping { respondent: Some(respondent), group: Some(group), ..Mapping::default() };
    let header = ["Email", "IP address", "Which group?"];
    let (layout, findings) = draft(&header, &["respondent_id", "group_id*"], Some(&mapping));
    assert_eq!(layout.pseudonyms, BTreeSet::from([0]));
    assert_eq!(layout.personal, BTreeSet::from([0, 1]));
    assert_eq!(codes(&findings), ["personal-columns"]);
}

#[test]
fn the_column_that_the_rule_of_waves_names_is_read() {
    let rule = WaveRule { column: Some("Event".to_owned()), ..WaveRule::default() };
    let mapping = Mapping { wave: Some(rule), ..Mapping::default() };
    let (layout, _) = draft(&["group_id", "Event"], &["group_id*", "wave*"], Some(&mapping));
    assert_eq!(layout.origins, [Origin::Column(0), Origin::Column(1)]);
}

#[test]
fn a_column_about_persons_is_known_by_a_header_below_the_first() {
    let header = Header::of_rows(&[row(&["V1", "V5", "q"]), row(&["ResponseID", "EmailAddress", "We trust."])]);
    let preset = Mapping { personal: vec!["EmailAddress".to_owned()], ..Mapping::default() };
    let mapping = Mapping { ignore: vec!["V1".to_owned()], ..Mapping::default() };
    let request = LayoutRequest {
        header: &header,
        wanted: &wanted(&["group_id"]),
        mapping: Some(&mapping),
        preset: Some(&preset),
        settled: &BTreeMap::new(),
        dictionary: &Dictionary::default(),
        lookups: &BTreeMap::new(),
        place: &Place::file("a.csv"),
    };
    assert_eq!(lay_out(&request).0.personal, BTreeSet::from([1]));
}

#[test]
fn an_address_that_is_looked_up_is_kept_nowhere() {
    let mapping = Mapping {
        columns: [("member_id".to_owned(), OneOrMore::from("Email"))].into(),
        values: [("member_id".to_owned(), [("a@x.org".to_owned(), "M1".to_owned())].into())].into(),
        ..Mapping::default()
    };
    let (layout, _) = draft(&["Email", "minutes"], &["member_id*", "minutes"], Some(&mapping));
    assert_eq!((layout.pseudonyms.len(), layout.personal.contains(&0)), (1, true));
    assert_eq!((layout.value(0, "A@x.org"), layout.value(0, "b@x.org")), (Some("M1"), None));
}

#[test]
fn rows_may_be_unfinished_or_sum_up_others() {
    let unfinished = Unfinished {
        column: "done".into(),
        cells: Vec::new(),
        unless: vec!["yes".to_owned()],
        then: UnfinishedFate::Keep,
    };
    let mapping = Mapping { unfinished: Some(unfinished), ..Mapping::default() };
    let (layout, _) = draft(&["group_id", "done"], &["group_id*"], Some(&mapping));
    assert_eq!(layout.unfinished(&row(&["g", "no"])), Some(UnfinishedFate::Keep));
    assert_eq!(layout.unfinished(&row(&["g", "Yes"])), None);
    assert_eq!(layout.excluded(&row(&["Total", "3"])), Some("row that sums up others"));
    assert_eq!(draft(&["group_id"], &["group_id*"], None).0.excluded(&row(&["Total"])), None);
}
