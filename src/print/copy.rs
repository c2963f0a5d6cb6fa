//! The copy of a page that is printed: links to other pages are plain words there.
//!
//! A browser writes links into a PDF in full, as addresses on this machine: nobody else could follow them, and
//! they would tell the names of its folders. Links within the page stay.

use memchr::memmem;

/// A page without the links that lead to another file.
pub(super) fn without_links_elsewhere(html: &[u8]) -> Vec<u8> {
    const LINK: &[u8] = b"<a href=\"";
    let mut copy = Vec::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = memmem::find(rest, LINK) {
        let (before, link) = rest.split_at(at);
        let address = link.get(LINK.len()..).unwrap_or_default();
        let Some(end) = memchr::memchr(b'"', address) else { break };
        let (address, after) = address.split_at(end);
        copy.extend_from_slice(before);
        copy.extend_from_slice(b"<a");
        if is_for_paper(address) {
            copy.extend_from_slice(b" href=\"");
            copy.extend_from_slice(address);
            copy.push(b'"');
        }
        rest = after.get(1..).unwrap_or_default();
    }
    copy.extend_from_slice(rest);
    copy
}

/// Places within the page, and addresses that hold on every machine.
fn is_for_paper(address: &[u8]) -> bool {
    ["#", "https:", "http:", "mailto:"].iter().any(|start| address.starts_with(start.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_other_files_become_words_and_others_stay() {
        let html = br##"<p><a href="../index.html" id="a">Home</a>, <a href="#well">here</a>, <a href="mailto:x@y.org">mail</a>"##;
        let copy = br##"<p><a id="a">Home</a>, <a href="#well">here</a>, <a href="mailto:x@y.org">mail</a>"##;
        assert_eq!(without_links_elsewhere(html), copy);
    }

    #[test]
    fn a_page_that_ends_within_a_link_is_left_as_it_is() {
        assert_eq!(without_links_elsewhere(b"a <a href=\"x"), b"a <a href=\"x");
    }
}
