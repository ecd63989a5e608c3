package main

import "testing"

func container() object {
	resources := object{"limits": object{"type": "object"}, "requests": object{"type": "object"}, "claims": object{"type": "array"}}
	return object{"items": object{"properties": object{"resources": object{"properties": resources}}}}
}

func TestLoosenChangesEmbeddedTypesOnly(t *testing.T) {
	pod := object{
		"volumes": object{"type": "array"}, "containers": container(),
		"initContainers": container(), "ephemeralContainers": container(),
	}
	template := object{"metadata": object{"type": "object"}, "spec": object{"properties": pod}}
	root := object{"properties": object{
		"metadata": object{"type": "object"},
		"spec":     object{"properties": object{"template": object{"properties": template}}},
	}}

	loosen(root)

	resources := object{"limits": anything(), "requests": anything(), "claims": object{"type": "array"}}
	for _, list := range []string{"containers", "initContainers", "ephemeralContainers"} {
		items := pod[list].(object)["items"].(object)["properties"].(object)
		expectEqual(t, list, items["resources"], object{"properties": resources})
	}
	expectEqual(t, "volumes", pod["volumes"], anything())
	expectEqual(t, "template metadata", template["metadata"],
		object{"type": "object", "properties": object{"labels": stringMap(), "annotations": stringMap()}})
	expectEqual(t, "root metadata", root["properties"].(object)["metadata"], object{"type": "object"})
}

func expectEqual(t *testing.T, name string, got, want any) {
	t.Helper()
	for _, difference := range compare(want, got).differences {
		t.Errorf("%s: %s", name, difference)
	}
}
