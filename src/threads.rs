//! Work that is shared among threads.

use std::panic::resume_unwind;
use std::thread;

/// What each part gives, in order: the first on this thread, each of the others on one of its own. A panic in one of them goes on
/// here.
pub(crate) fn on_threads<P: Send, T: Send>(
    parts: impl IntoIterator<Item = P>,
    of: impl Fn(P) -> T + Sync,
) -> Vec<T> {
    let of = &of;
    let mut parts = parts.into_iter();
    let Some(first) = parts.next() else { return Vec::new() };
    thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| scope.spawn(move || of(part))).collect();
        let mut all = vec![of(first)];
        all.extend(others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic))));
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_in_their_order() {
        assert_eq!(on_threads(0..5, |part| part * 2), [0, 2, 4, 6, 8]);
        assert_eq!(on_threads(0..0, |part: i32| part), [0; 0]);
    }

    #[test]
    fn a_panic_goes_on() {
        let run = || on_threads(0..3, |part| assert_ne!(part, 2, "part 2"));
        let panic = std::panic::catch_unwind(run).unwrap_err();
        assert!(panic.downcast_ref::<String>().unwrap().contains("part 2"));
    }
}
