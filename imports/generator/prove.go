package main

import (
	"fmt"
	"os"
	"path/filepath"

	"sigs.k8s.io/yaml"
)

// explain gives the reason of a difference that is meant.
func explain(d difference) (reason string, meant bool) {
	annotations, _ := d.published.(object)
	_, namesTool := annotations["controller-gen.kubebuilder.io/version"]
	if d.path == "/metadata/annotations" && namesTool && len(annotations) == 1 && d.generated == nil {
		return "expected: upstream names the tool it ran", true
	}
	return "UNEXPLAINED", false
}

// prove compares generated with published CustomResourceDefinitions and fails
// when a difference is not an expected one.
func prove(versions []string) error {
	unexplained := 0
	for _, version := range versions {
		err := withRelease(version, func(release string) error {
			count, err := proveRelease(version, release)
			unexplained += count
			return err
		})
		if err != nil {
			return err
		}
	}
	if unexplained > 0 {
		return fmt.Errorf("%d unexplained differences", unexplained)
	}
	return nil
}

func proveRelease(version, release string) (int, error) {
	types, err := loadTypes(release)
	if err != nil {
		return 0, err
	}
	generated, err := types.crds()
	if err != nil {
		return 0, err
	}
	published, err := publishedCRDs(release)
	if err != nil {
		return 0, err
	}
	unexplained := 0
	for _, name := range sortedKeys(published, generated) {
		unexplained += report(version, name, published[name], generated[name])
	}
	return unexplained, nil
}

// report prints the outcome for one definition and counts what is unexplained.
func report(version, name string, published, generated object) int {
	result := compare(published, generated)
	unexplained := 0
	for _, difference := range result.differences {
		reason, meant := explain(difference)
		if !meant {
			unexplained++
		}
		fmt.Printf("%s %s %s (%s)\n", version, name, difference, reason)
	}
	fmt.Printf("%s %s: %d values compared, %d unexplained differences\n", version, name, result.compared, unexplained)
	return unexplained
}

// publishedCRDs reads the manifests of a release, without descriptions.
func publishedCRDs(release string) (map[string]object, error) {
	files, err := filepath.Glob(filepath.Join(release, "manifests", "crds", "*-crd.yaml"))
	if err != nil {
		return nil, err
	}
	crds := map[string]object{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var definition object
		if err := yaml.Unmarshal(data, &definition); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, root := range rootSchemas(definition) {
			removeDescriptions(root)
		}
		crds[plural(definition)] = definition
	}
	return crds, nil
}

func removeDescriptions(schema object) {
	delete(schema, "description")
	for _, child := range subSchemas(schema) {
		removeDescriptions(child)
	}
}
