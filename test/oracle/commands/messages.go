package main

import (
	"errors"
	"slices"
	"strings"

	"k8s.io/utils/ptr"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/conditions"
	rolloututil "github.com/argoproj/argo-rollouts/utils/rollout"
)

type situation struct {
	spec   v1alpha1.RolloutSpec
	status v1alpha1.RolloutStatus
}

// situations are all those that a rollout calls by a name of their own.
var situations = []situation{
	{status: withCondition(string(v1alpha1.InvalidSpec), conditions.InvalidSpecReason)},
	{status: withCondition(string(v1alpha1.RolloutProgressing), conditions.RolloutAbortedReason)},
	{status: withCondition(string(v1alpha1.RolloutProgressing), conditions.TimedOutReason)},
	{spec: v1alpha1.RolloutSpec{Paused: true}},
	{status: pausedFor(v1alpha1.PauseReasonCanaryPauseStep)},
	{status: pausedFor(v1alpha1.PauseReasonBlueGreenPause)},
	{status: pausedFor(v1alpha1.PauseReasonInconclusiveAnalysis)},
	{status: pausedFor(v1alpha1.PauseReasonInconclusiveExperiment)},
	{spec: pods(2, v1alpha1.RolloutStrategy{}), status: v1alpha1.RolloutStatus{UpdatedReplicas: 1}},
	{spec: pods(1, v1alpha1.RolloutStrategy{}), status: v1alpha1.RolloutStatus{UpdatedReplicas: 1}},
	{spec: pods(0, v1alpha1.RolloutStrategy{Canary: &v1alpha1.CanaryStrategy{}})},
	{spec: pods(0, v1alpha1.RolloutStrategy{BlueGreen: &v1alpha1.BlueGreenStrategy{}})},
	{
		spec:   pods(0, v1alpha1.RolloutStrategy{BlueGreen: &v1alpha1.BlueGreenStrategy{PostPromotionAnalysis: &v1alpha1.RolloutAnalysis{}}}),
		status: v1alpha1.RolloutStatus{CurrentPodHash: "new", StableRS: "old", BlueGreen: v1alpha1.BlueGreenStatus{ActiveSelector: "new"}},
	},
	{},
}

func withCondition(kind, reason string) v1alpha1.RolloutStatus {
	return v1alpha1.RolloutStatus{Conditions: []v1alpha1.RolloutCondition{{Type: v1alpha1.RolloutConditionType(kind), Reason: reason}}}
}

func pausedFor(reason v1alpha1.PauseReason) v1alpha1.RolloutStatus {
	return v1alpha1.RolloutStatus{PauseConditions: []v1alpha1.PauseCondition{{Reason: reason}}}
}

func pods(number int32, strategy v1alpha1.RolloutStrategy) v1alpha1.RolloutSpec {
	return v1alpha1.RolloutSpec{Replicas: ptr.To(number), Strategy: strategy}
}

// tryMessage looks whether the controller says so of a rollout, with or without more words after another colon.
func tryMessage(message string) error {
	said := slices.ContainsFunc(situations, func(one situation) bool {
		phase, text := rolloututil.CalculateRolloutPhase(one.spec, one.status)
		reason, _, _ := strings.Cut(text, ":")
		return message == string(phase)+": "+reason
	})
	if !said {
		return errors.New("no rollout says so")
	}
	return nil
}
