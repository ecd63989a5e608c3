package main

import "testing"

func TestStrictRejects(t *testing.T) {
	rejects(t, "canary.yaml", []edit{
		{"unknown field of a Rollout", "replicas: 3", "replica: 3", stageStrict, `unknown field "spec.replica"`},
		{"unknown field of a pod", "image:", "imag:", stageStrict, `unknown field "spec.template.spec.containers[0].imag"`},
		{"unknown field of a Service", "targetPort: 8000", "targetport: 8000", stageStrict, `unknown field "spec.ports[0].targetport"`},
		{"duplicate key", "replicas: 3", "replicas: 3\n  replicas: 4", stageStrict, `"replicas" already set`},
		{"wrong type", "number: 80", "number: http", stageStrict, "cannot unmarshal string"},
		{"unknown kind", "kind: Service", "kind: Servce", stageStrict, "no kind \"Servce\""},
		{"not YAML", "replicas: 3", "replicas: [", stageStrict, "document 0"},
		{"not an object", "kind: Rollout", "sort: Rollout", stageStrict, "Object 'Kind' is missing"},
	})
}

func TestSchemaRejects(t *testing.T) {
	rejects(t, "canary.yaml", []edit{
		{"unknown field", "replicas: 3", "replica: 3", stageSchema, `unknown field "spec.replica"`},
		{"unknown metadata", "name: shop", "nam: shop", stageSchema, `unknown field "metadata.nam"`},
		{"missing field", "          key: token\n", "", stageSchema, "spec.args[1].valueFrom.secretKeyRef.key: Required value"},
		{"wrong type", "setWeight: 20", "setWeight: 20%", stageSchema, "setWeight: Invalid value"},
		{"enum", "avg:queue.length{*}", "q\n          apiVersion: v3", stageSchema, "supported values"},
		{"name", "name: shop", "name: Shop_1", stageSchema, "metadata.name: Invalid value"},
		{"namespace of a cluster-scoped object", "name: latency\nspec", "name: latency\n  namespace: sales\nspec", stageSchema, "not allowed on this type"},
		{"version", "argoproj.io/v1alpha1\nkind: Rollout", "argoproj.io/v1alpha2\nkind: Rollout", stageSchema, "no CRD serves"},
	})
}

func TestSchemaRejectsDefinitions(t *testing.T) {
	rejects(t, "definition.yaml", []edit{
		{"not structural", "type: integer", "minimum: 0", stageSchema, "type: Required value"},
		{"name", "name: widgets.example.org", "name: widget.example.org", stageSchema, "spec.names.plural"},
		{"no storage version", "storage: true", "storage: false", stageSchema, "exactly one version"},
		{"expression", "self.size < 10", "self.weight < 10", stageSchema, "undefined field 'weight'"},
		{"unknown field", "scope: Namespaced", "scope: Namespaced\n  scopes: []", stageStrict, "unknown field"},
	})
}

// The CRDs of Argo Rollouts have no rule that a new object can break, so another one shows that rules are applied.
func TestSchemaAppliesExpressions(t *testing.T) {
	widgets := customResources{}
	if err := widgets.add([]byte(read(t, "definition.yaml"))); err != nil {
		t.Fatal(err)
	}
	for size, want := range map[string]int{"5": 0, "11": 1, "0": 1} {
		o, err := parseObject([]byte("{apiVersion: example.org/v1, kind: Widget, metadata: {name: a}, size: " + size + "}"))
		if err != nil {
			t.Fatal(err)
		}
		if errs := widgets.validate(o); len(errs) != want {
			t.Errorf("size %s: %v", size, errs)
		}
	}
}
