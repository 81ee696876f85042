package memstore_test

import (
	"testing"

	"gongkai/archive"
	"gongkai/archive/memstore"
	"gongkai/archive/storetest"
)

func TestPromises(t *testing.T) {
	storetest.Run(t,
		func(*testing.T) archive.Store { return memstore.New() },
		func(_ *testing.T, s archive.Store) archive.Store { return s.(*memstore.Store).Reopen() })
}
