use super::{item_ids, with_measure};
use crate::framework::{Framework, Indicator};
use std::collections::BTreeSet;

/// The canonical tables whose rows an indicator is counted from, those of the indicators that it is made of
/// among them.
#[must_use]
pub fn tables_behind(framework: &Framework, indicator: &Indicator) -> BTreeSet<String> {
    let items = item_ids(framework);
    let (mut tables, mut seen, mut open) = (BTreeSet::new(), BTreeSet::new(), vec![indicator]);
    while let Some(next) = open.pop() {
        if !seen.insert(next.code.as_str()) {
            continue;
        }
        let components = with_measure(&next.measure, &items, |measure| measure.components());
        tables.extend(components.iter().map(|component| component.table().to_owned()));
        open.extend(next.measure.codes().into_iter().filter_map(|code| framework.indicator(code)));
    }
    tables
}
