package reporttest

import (
	"flag"
	"strconv"
	"testing"
)

// Main runs the tests of a package with properties that draw so many times, and the same
// each time: a landing is not to hang on chance. -rapid.checks and -rapid.seed (0:
// another each time) say otherwise, as `make properties` does. It returns the code for
// os.Exit.
func Main(m *testing.M, checks int) int {
	flag.Parse()
	said := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { said[f.Name] = true })
	for name, value := range map[string]string{"rapid.checks": strconv.Itoa(checks), "rapid.seed": "1"} {
		if said["rapid.checks"] || said[name] {
			continue
		}
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	return m.Run()
}
