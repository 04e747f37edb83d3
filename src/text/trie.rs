//! Phrases by their characters: the longest of many that begins at a position, in time of its own length.

use std::collections::BTreeMap;

/// A set of phrases, each with a meaning.
#[derive(Clone, Debug)]
pub(super) struct Trie<T> {
    nodes: Vec<Node<T>>,
    /// The next characters of every node, sorted within it, with the node that each leads to.
    edges: Vec<(char, usize)>,
    /// The nodes that the characters of ASCII lead to from the root; 0 where there is none.
    first: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Node<T> {
    first: usize,
    end: usize,
    meaning: Option<T>,
}

/// A place in a trie: what has been read so far.
#[derive(Clone, Copy)]
pub(super) struct Stem(usize);

impl<T: Copy> Trie<T> {
    /// A trie of these phrases; of a phrase that comes twice, the first meaning counts.
    pub(super) fn new<'p>(phrases: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut children: Vec<BTreeMap<char, usize>> = vec![BTreeMap::new()];
        let mut meanings: Vec<Option<T>> = vec![None];
        for (phrase, meaning) in phrases {
            let mut at = 0;
            for c in phrase.chars() {
                let next = children.len();
                let Some(node) = children.get_mut(at) else { break };
                at = *node.entry(c).or_insert(next);
                if at == next {
                    children.push(BTreeMap::new());
                    meanings.push(None);
                }
            }
            if let Some(slot) = meanings.get_mut(at) {
                slot.get_or_insert(meaning);
            }
        }
        let first =
            ('\0'..='\u{7F}').map(|c| children.first().and_then(|root| root.get(&c)).copied().unwrap_or(0));
        let first = first.collect();
        let mut edges = Vec::with_capacity(children.len());
        let nodes = children.into_iter().zip(meanings).map(|(next, meaning)| {
            let first = edges.len();
            edges.extend(next);
            Node { first, end: edges.len(), meaning }
        });
        let nodes = nodes.collect();
        Self { nodes, edges, first }
    }

    /// Where every phrase begins.
    pub(super) const fn root(&self) -> Stem {
        Stem(0)
    }

    /// One character further, if any phrase goes on so.
    pub(super) fn step(&self, stem: Stem, c: char) -> Option<Stem> {
        if stem.0 == 0
            && let Some(next) = usize::try_from(u32::from(c)).ok().and_then(|c| self.first.get(c))
        {
            return (*next > 0).then_some(Stem(*next));
        }
        let node = self.nodes.get(stem.0)?;
        let edges = self.edges.get(node.first..node.end)?;
        let found = match edges {
            [] => return None,
            [only] => (only.0 == c).then_some(only),
            _ => edges.binary_search_by_key(&c, |(c, _)| *c).ok().and_then(|at| edges.get(at)),
        };
        found.map(|(_, node)| Stem(*node))
    }

    /// The meaning of what has been read, if it is a phrase.
    pub(super) fn meaning(&self, stem: Stem) -> Option<T> {
        self.nodes.get(stem.0).and_then(|node| node.meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(trie: &Trie<u8>, text: &str) -> Option<u8> {
        let end = text.chars().try_fold(trie.root(), |stem, c| trie.step(stem, c))?;
        trie.meaning(end)
    }

    #[test]
    fn phrases_and_nothing_else() {
        let trie = Trie::new([("at", 1), ("at least", 2), ("约", 3), ("at", 4), ("", 5)]);
        for (text, meaning) in [
            ("at", Some(1)),
            ("at least", Some(2)),
            ("约", Some(3)),
            ("", Some(5)),
            ("at ", None),
            ("a", None),
            ("att", None),
        ] {
            assert_eq!(read(&trie, text), meaning, "{text}");
        }
        assert_eq!(read(&Trie::new([]), "a"), None);
    }
}
