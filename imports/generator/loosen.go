package main

// loosen relaxes a root schema where Argo Rollouts publishes a looser schema
// than its Go types give:
//
//   - quantities and volumes of an embedded pod spec are passed on unread, so
//     that a pod spec of a newer or older Kubernetes is not cut down;
//   - the metadata of an embedded pod or job template keeps labels and
//     annotations, which are all that the controller passes on.
func loosen(root object) {
	for _, child := range subSchemas(root) {
		loosenEmbedded(child)
	}
}

func loosenEmbedded(schema object) {
	if properties, ok := schema["properties"].(object); ok {
		loosenMetadata(properties)
		if isPodSpec(properties) {
			loosenPodSpec(properties)
		}
	}
	for _, child := range subSchemas(schema) {
		loosenEmbedded(child)
	}
}

// subSchemas returns the schemas directly inside a schema.
func subSchemas(schema object) []object {
	var children []object
	if properties, ok := schema["properties"].(object); ok {
		for _, property := range properties {
			children = append(children, property.(object))
		}
	}
	for _, key := range []string{"items", "additionalProperties"} {
		if child, ok := schema[key].(object); ok {
			children = append(children, child)
		}
	}
	return children
}

// loosenMetadata fills in an embedded ObjectMeta, which controller-tools
// renders as an object without properties.
func loosenMetadata(properties object) {
	metadata, ok := properties["metadata"].(object)
	if !ok || metadata["type"] != "object" || len(metadata) != 1 {
		return
	}
	metadata["properties"] = object{"labels": stringMap(), "annotations": stringMap()}
}

func stringMap() object {
	return object{"type": "object", "additionalProperties": object{"type": "string"}}
}

func isPodSpec(properties object) bool {
	return properties["containers"] != nil && properties["volumes"] != nil
}

func loosenPodSpec(properties object) {
	properties["volumes"] = anything()
	for _, list := range []string{"containers", "initContainers", "ephemeralContainers"} {
		container := properties[list].(object)["items"].(object)["properties"].(object)
		resources := container["resources"].(object)["properties"].(object)
		resources["limits"] = anything()
		resources["requests"] = anything()
	}
}

func anything() object {
	return object{"x-kubernetes-preserve-unknown-fields": true}
}
