package serve

import "container/list"

// lru keeps the entries that were asked for last, up to a number of bytes. It
// is used under the lock of the cache.
type lru struct {
	limit, size int64
	byKey       map[string]*list.Element
	order       *list.List // of *entry, the one asked for last in front
}

func newLRU(limit int64) lru {
	return lru{limit: limit, byKey: map[string]*list.Element{}, order: list.New()}
}

func (l *lru) get(key string) *entry {
	at, ok := l.byKey[key]
	if !ok {
		return nil
	}
	l.order.MoveToFront(at)
	return at.Value.(*entry)
}

func (l *lru) add(e *entry) {
	l.remove(e.key)
	l.byKey[e.key] = l.order.PushFront(e)
	l.grow(e, e.cost())
}

// grow counts n bytes more of an entry, if it is still kept, and gives up what
// is too much.
func (l *lru) grow(e *entry, n int64) {
	at, ok := l.byKey[e.key]
	if !ok || at.Value.(*entry) != e {
		return
	}
	e.counted += n
	l.size += n
	for l.size > l.limit && l.order.Len() > 0 {
		l.remove(l.order.Back().Value.(*entry).key)
	}
}

func (l *lru) remove(key string) {
	if at, ok := l.byKey[key]; ok {
		l.size -= at.Value.(*entry).counted
		l.order.Remove(at)
		delete(l.byKey, key)
	}
}
