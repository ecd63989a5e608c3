package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/argoproj/notifications-engine/pkg/services"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/yaml"
)

var nothingSelected = labels.Everything()

// sampleRollouts have what a Rollout has in a cluster, and a message that cannot stand in JSON as it is.
var sampleRollouts = []map[string]any{sampleRollout("canary: {steps: [{setWeight: 5}]}"), sampleRollout("blueGreen: {activeService: api}")}

func sampleRollout(strategy string) map[string]any {
	var rollout map[string]any
	if err := yaml.Unmarshal([]byte(`
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: api
  namespace: default
  generation: 2
  creationTimestamp: "2026-01-01T00:00:00Z"
  labels: {app: api}
  annotations: {rollout.argoproj.io/revision: "2"}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "api:2"}]}}
  strategy: {`+strategy+`}
status:
  abort: true
  abortedAt: "2026-01-01T00:00:00Z"
  phase: Degraded
  message: "Metric \"error-rate\" assessed Failed:\n\\ 1 > 0"
  currentPodHash: abc
  stableRS: abc
  currentStepIndex: 0
  observedGeneration: "2"
  pauseConditions: [{reason: CanaryPauseStep, startTime: "2026-01-01T00:00:00Z"}]
  conditions: [{type: Progressing, status: "False", reason: RolloutAborted, message: "aborted \"2\"", lastUpdateTime: "2026-01-01T00:00:00Z"}]
`), &rollout); err != nil {
		panic(err)
	}
	return rollout
}

// renderAll objects to templates that do not exist, or that fail for every kind of Rollout.
func (n *notifications) renderAll(trigger string, names []string) []error {
	if len(names) == 0 {
		return []error{fmt.Errorf("trigger '%s' sends nothing", trigger)}
	}
	var err error
	for _, rollout := range sampleRollouts {
		if err = n.render(rollout, names); err == nil {
			return nil
		}
	}
	return []error{fmt.Errorf("trigger '%s': %w", trigger, err)}
}

func (n *notifications) render(rollout map[string]any, names []string) error {
	variables := n.variables(rollout, services.Destination{})
	variables["serviceType"], variables["recipient"] = placeholder, placeholder
	notification, err := n.templates.FormatNotification(variables, names...)
	if err != nil {
		return err
	}
	for service, webhook := range notification.Webhook {
		body := strings.TrimSpace(webhook.Body)
		if strings.HasPrefix(body, "{") && !json.Valid([]byte(body)) {
			return fmt.Errorf("the body for webhook %s is not JSON: %s", service, body)
		}
	}
	return nil
}
