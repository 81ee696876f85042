package memstore

import "hash/fnv"

// node is a treap that is never changed: put and remove return a new root and
// share what stayed. Its shape follows from the keys alone, so two runs of a
// test walk the same tree. nil is the empty tree.
type node struct {
	key         string
	value       []byte
	rank        uint64 // no child ranks above its parent
	left, right *node
}

// rank spreads the hash: FNV alone leaves neighbouring keys in order, and the
// tree would become a list.
func rank(key string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(key)) // never fails
	x := h.Sum64()
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

func (n *node) get(key string) ([]byte, bool) {
	for n != nil {
		switch {
		case key < n.key:
			n = n.left
		case key > n.key:
			n = n.right
		default:
			return n.value, true
		}
	}
	return nil, false
}

func (n *node) put(key string, value []byte) *node {
	less, rest := n.split(key)
	return join(join(less, &node{key: key, value: value, rank: rank(key)}), rest.remove(key))
}

func (n *node) remove(key string) *node {
	if n == nil {
		return nil
	}
	c := *n
	switch {
	case key < n.key:
		c.left = n.left.remove(key)
	case key > n.key:
		c.right = n.right.remove(key)
	default:
		return join(n.left, n.right)
	}
	return &c
}

// split returns the nodes below key and the others.
func (n *node) split(key string) (less, rest *node) {
	if n == nil {
		return nil, nil
	}
	c := *n
	if n.key < key {
		c.right, rest = n.right.split(key)
		return &c, rest
	}
	less, c.left = n.left.split(key)
	return less, &c
}

// join puts two trees together; every key of a lies below every key of b.
func join(a, b *node) *node {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	case a.rank > b.rank:
		c := *a
		c.right = join(a.right, b)
		return &c
	default:
		c := *b
		c.left = join(a, b.left)
		return &c
	}
}

// ascend visits from <= key < to in order until visit says no; nil is the open
// end. It reports whether it came to the end.
func (n *node) ascend(from, to []byte, visit func(*node) bool) bool {
	if n == nil {
		return true
	}
	above, below := from == nil || n.key >= string(from), to == nil || n.key < string(to)
	if above && !n.left.ascend(from, to, visit) {
		return false
	}
	if above && below && !visit(n) {
		return false
	}
	return !below || n.right.ascend(from, to, visit)
}

// descend is ascend from the other end.
func (n *node) descend(from, to []byte, visit func(*node) bool) bool {
	if n == nil {
		return true
	}
	above, below := from == nil || n.key >= string(from), to == nil || n.key < string(to)
	if below && !n.right.descend(from, to, visit) {
		return false
	}
	if above && below && !visit(n) {
		return false
	}
	return !above || n.left.descend(from, to, visit)
}
