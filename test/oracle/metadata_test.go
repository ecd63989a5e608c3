package main

import "testing"

func TestMetadataRejects(t *testing.T) {
	rejects(t, "canary.yaml", []edit{
		{"name of a Service", "kind: Service\nmetadata:\n  name: shop-stable", "kind: Service\nmetadata:\n  name: shop.stable", stageMetadata, "must not contain dots"},
		{"namespace", "kind: Service\nmetadata:\n  name: shop-stable", "kind: Service\nmetadata:\n  name: shop-stable\n  namespace: My NS", stageMetadata, "metadata.namespace"},
		{"label key", "kind: Service\nmetadata:\n  name: shop-stable", "kind: Service\nmetadata:\n  name: shop-stable\n  labels: {a b: c}", stageMetadata, "metadata.labels"},
		{"annotation key", "kind: Service\nmetadata:\n  name: shop-stable", "kind: Service\nmetadata:\n  name: shop-stable\n  annotations: {a b: c}", stageMetadata, "metadata.annotations"},
		{"name of a Rollout", "kind: Rollout\nmetadata:\n  name: shop", "kind: Rollout\nmetadata:\n  name: My_Shop", stageSchema, "metadata.name"},
	})
}

func TestMergedTemplatesUseEachOthersArguments(t *testing.T) {
	bundle := `{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: lends}, spec: {args: [{name: url, value: "http://api"}], templates: [{templateName: borrows}]}}
---
{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: borrows}, spec: {metrics: [{name: a, provider: {web: {url: "{{args.url}}"}}}]}}`
	if report := judge("merged", []byte(bundle), resources); len(report.Findings) > 0 {
		t.Error(report.Findings)
	}
}
