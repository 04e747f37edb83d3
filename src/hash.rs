//! Maps and sets of what strangers write: fast, and seeded at random for each process, so that nobody can write a file of names
//! that collide.

/// A map by hash.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// A set by hash.
pub(crate) type HashSet<T> = std::collections::HashSet<T, foldhash::fast::RandomState>;
