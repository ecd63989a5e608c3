// Command generator makes the CustomResourceDefinitions of one Argo Rollouts
// release from the Go API types in that release.
package main

import (
	"fmt"
	"os"
)

const usage = `usage:
  generator generate VERSION CRD-FOLDER DEFINITIONS-FILE
  generator published VERSION CRD-FOLDER
  generator prove VERSION...`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 4 && args[0] == "generate":
		return generate(args[1], args[2], args[3])
	case len(args) == 3 && args[0] == "published":
		return published(args[1], args[2])
	case len(args) > 1 && args[0] == "prove":
		return prove(args[1:])
	default:
		return fmt.Errorf("%s", usage)
	}
}

func generate(version, folder, definitionsFile string) error {
	return withRelease(version, func(release string) error {
		types, err := loadTypes(release)
		if err != nil {
			return err
		}
		crds, err := types.crds()
		if err != nil {
			return err
		}
		if err := writeCRDs(folder, crds); err != nil {
			return err
		}
		return writeJSON(definitionsFile, types.definitions())
	})
}

// published writes the definitions that a release publishes, without prose and
// without the name of the tool that made them.
func published(version, folder string) error {
	return withRelease(version, func(release string) error {
		crds, err := publishedCRDs(release)
		if err != nil {
			return err
		}
		for _, crd := range crds {
			delete(crd["metadata"].(object), "annotations")
		}
		return writeCRDs(folder, crds)
	})
}
