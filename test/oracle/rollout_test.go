package main

import (
	"strings"
	"testing"
)

func TestRolloutRejects(t *testing.T) {
	rejects(t, "canary.yaml", []edit{
		{"weight", "setWeight: 20", "setWeight: 120", stageRollout, "spec.strategy.steps[0].setWeight"},
		{"duration", "duration: 2m", "duration: 2min", stageRollout, "spec.strategy.steps[1].pause.duration"},
		{"selector", "app: shop\n  template", "app: other\n  template", stageRollout, "spec.template.metadata.labels"},
		{"port of a pod", "containerPort: 8000", "containerPort: 80000", stageRollout, "must be between 1 and 65535"},
		{"Service not found", "name: shop-canary\nspec", "name: shop-next\nspec", stageRollout, `Service "shop-canary" not found`},
		{"Service elsewhere", "name: shop-canary\nspec", "name: shop-canary\n  namespace: stock\nspec", stageRollout, `Service "shop-canary" not found`},
		{"Service of other pods", "selector:\n    app: shop\n  ports", "selector:\n    app: other\n  ports", stageRollout, `unmatch label "app"`},
		{"Ingress not found", "stableIngress: shop", "stableIngress: store", stageRollout, "trafficRouting.nginx.stableIngress"},
		{"two ways to name Ingresses", "stableIngress: shop", "stableIngress: shop\n          stableIngresses: [shop]", stageRollout, "Both are configured"},
		{"Ingress to another Service", "name: shop-stable\n                port", "name: shop-canary\n                port", stageRollout, "has no rules using service shop-stable"},
		{"template not found", "templateName: latency", "templateName: delay", stageRollout, "ClusterAnalysisTemplate 'delay' not found"},
		{"nested template not found", "templateName: queue", "templateName: line", stageRollout, "ClusterAnalysisTemplate 'line' not found"},
		{"templates in a circle", "templateName: queue", "templateName: latency", stageRollout, "recurse without end"},
		{"argument missing", "name: team\n                valueFrom", "name: tribe\n                valueFrom", stageRollout, "args.team was not resolved"},
		{"endless step", "count: 3", "count: 0", stageRollout, "runs indefinitely"},
	})
}

func TestRolloutResolvesWorkloads(t *testing.T) {
	rejects(t, "bluegreen.yaml", []edit{
		{"not found", "    name: api\n  strategy", "    name: app\n  strategy", stageRollout, "spec.workloadRef"},
		{"kind", "kind: Deployment\n    name", "kind: StatefulSet\n    name", stageRollout, "not supported"},
		{"version", "apiVersion: apps/v1\n    kind", "apiVersion: apps/v1beta1\n    kind", stageRollout, "not found"},
		{"labels of the workload", "labels:\n        app: api", "labels:\n        app: app", stageRollout, "spec.template.metadata.labels"},
		{"Service of other pods", "selector:\n    app: api", "selector:\n    app: app", stageRollout, `unmatch label "app"`},
		{"same Service twice", "previewService: api-preview", "previewService: api-active", stageRollout, "activeService"},
	})
}

func TestRolloutLooksAtVirtualServices(t *testing.T) {
	rejects(t, "istio.yaml", []edit{
		{"not found", "name: web.edge", "name: web", stageRollout, `"web" not found`},
		{"route", "- primary", "- secondary", stageRollout, "invalid HTTP routes"},
		{"destination", "host: web-canary", "host: web-next", stageRollout, "Canary Service 'web-canary' not found"},
		{"one and several", "istio:", "istio:\n          virtualServices: [{name: web.edge}]", stageRollout, "must be configured"},
		{"managed route", "name: preview\n            match", "name: hidden\n            match", stageRollout, "managedRoutes"},
	})
}

func TestRolloutLooksAtOtherRouters(t *testing.T) {
	rejects(t, "meshes.yaml", []edit{
		{"no mappings", "mappings:\n            - gate", "mappings: []", stageRollout, "at least one mapping"},
		{"mapping not found", "            - gate", "            - door", stageRollout, `"door" not found`},
		{"mapping with weight", "prefix: /", "weight: 10", stageRollout, "can not define weight"},
		{"no virtual service", "virtualService:\n            name: gate", "virtualNodeGroup: {}", stageRollout, "must provide a virtual service"},
		{"virtual service not found", "virtualService:\n            name: gate", "virtualService:\n            name: door", stageRollout, `"door" not found`},
		{"targets", "            - weight: 0\n", "", stageRollout, "expected 2"},
	})
}

// Whoever applies the manifests chooses the namespace that they leave open.
func TestRolloutWithoutNamespaceSeesEveryNamespace(t *testing.T) {
	content := strings.Replace(read(t, "canary.yaml"), "name: shop\n  namespace: sales\nspec:\n  replicas", "name: shop\nspec:\n  replicas", 1)
	if report := judge("canary", []byte(content), resources); len(report.Findings) > 0 {
		t.Error(report.Findings)
	}
}
