//! What the fuzz targets hold, held on their kept inputs and on some mutations of each.

#[path = "../../../fuzz/assertions.rs"]
mod assertions;

use std::fs;
use std::path::Path;

/// Mutations of a target's inputs, over all of them.
const MUTATIONS: usize = 500;

/// A sequence of numbers that looks random and is the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % most.max(1)
    }
}

/// Bytes that mean something to one of the formats.
const TELLING: &[u8] = b"\",;\t\r\n\0\xff<>&=[]{}'|#*\x80\x7f1-9.";

fn mutated(input: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=numbers.below(4) {
        let (at, length) = (numbers.below(bytes.len() + 1), numbers.below(32));
        let end = (at + length).min(bytes.len());
        match numbers.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.insert(at, TELLING[numbers.below(TELLING.len())]),
            2 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            3 => {
                let stretch = bytes[at..end].to_vec();
                bytes.splice(at..at, stretch);
            }
            _ => {
                let from = numbers.below(other.len());
                let stretch = other[from..(from + length).min(other.len())].to_vec();
                bytes.splice(at..end, stretch);
            }
        }
    }
    bytes
}

fn held(target: &str, assert: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let inputs: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    assert!(inputs.len() > 5, "only {} inputs of {target}", inputs.len());
    for input in &inputs {
        assert(input);
    }
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for place in 0..MUTATIONS {
        let other = &inputs[numbers.below(inputs.len())];
        assert(&mutated(&inputs[place % inputs.len()], other, &mut numbers));
    }
}

#[test]
fn any_bytes_become_text_or_a_finding() {
    held("decoder", assertions::decoder);
}

#[test]
fn any_text_becomes_records() {
    held("csv_walk", assertions::csv_walk);
}

#[test]
fn any_mapping_is_refused_or_lays_out_any_table() {
    held("mapping", assertions::mapping);
}

#[test]
fn any_workbook_is_refused_or_read_within_limits() {
    held("workbook_guard", assertions::workbook_guard);
}
