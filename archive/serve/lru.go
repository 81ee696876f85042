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

// add keeps an entry in the place of the one with its key, and gives up what is
// too much.
func (l *lru) add(e *entry) {
	l.remove(e.key)
	e.counted = e.cost()
	l.byKey[e.key] = l.order.PushFront(e)
	l.size += e.counted
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
