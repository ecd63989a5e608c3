package main

import (
	"encoding/json"
	"os"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/replicaset"
	"github.com/argoproj/argo-rollouts/utils/weightutil"
	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// stepCount is what the controller brings a canary to at one of its steps.
type stepCount struct {
	Canary int32 `json:"canary"`
	Stable int32 `json:"stable"`
	// Peak is the most pods that there are on the way.
	Peak   int32 `json:"peak"`
	Weight int32 `json:"weight"`
}

// countsOf lets the controller's own functions scale each canary of a file through its steps to the end. Each pod is ready at once.
func countsOf(file string) ([][]stepCount, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var rollouts []v1alpha1.Rollout
	if err := json.Unmarshal(content, &rollouts); err != nil {
		return nil, err
	}
	answers := [][]stepCount{}
	for i := range rollouts {
		answers = append(answers, countSteps(&rollouts[i]))
	}
	return answers, nil
}

func countSteps(rollout *v1alpha1.Rollout) []stepCount {
	rollout.Status.StableRS = "stable"
	rollout.Status.CurrentPodHash = "canary"
	canary, stable := replicaSet("canary", 0), replicaSet("stable", *rollout.Spec.Replicas)
	traffic := int32(0)
	counts := []stepCount{}
	for index := int32(0); index <= int32(len(rollout.Spec.Strategy.Canary.Steps)); index++ {
		rollout.Status.CurrentStepIndex = &index
		count := stepCount{Peak: *canary.Spec.Replicas + *stable.Spec.Replicas, Weight: replicaset.GetCurrentSetWeight(rollout)}
		for {
			newCanary, newStable := wanted(rollout, canary, stable, traffic)
			// one at a time, as reconcileCanaryReplicaSets does; the traffic moves when all are there
			if !scale(stable, newStable) && !scale(canary, newCanary) {
				if traffic == count.Weight {
					break
				}
				traffic = count.Weight
			}
			count.Peak = max(count.Peak, *canary.Spec.Replicas+*stable.Spec.Replicas)
		}
		count.Canary, count.Stable = *canary.Spec.Replicas, *stable.Spec.Replicas
		counts = append(counts, count)
	}
	return counts
}

// wanted asks the controller for the next numbers. Traffic is what the canary gets until these pods are there.
func wanted(rollout *v1alpha1.Rollout, canary, stable *appsv1.ReplicaSet, traffic int32) (int32, int32) {
	if rollout.Spec.Strategy.Canary.TrafficRouting == nil {
		return replicaset.CalculateReplicaCountsForBasicCanary(rollout, canary, stable, nil)
	}
	weights := &v1alpha1.TrafficWeights{
		Canary: v1alpha1.WeightDestination{Weight: traffic},
		Stable: v1alpha1.WeightDestination{Weight: weightutil.MaxTrafficWeight(rollout) - traffic},
	}
	return replicaset.CalculateReplicaCountsForTrafficRoutedCanary(rollout, canary, stable, weights)
}

func replicaSet(name string, replicas int32) *appsv1.ReplicaSet {
	return &appsv1.ReplicaSet{
		ObjectMeta: metav1.ObjectMeta{Name: name},
		Spec:       appsv1.ReplicaSetSpec{Replicas: &replicas},
		Status:     appsv1.ReplicaSetStatus{Replicas: replicas, AvailableReplicas: replicas},
	}
}

func scale(set *appsv1.ReplicaSet, replicas int32) bool {
	changed := *set.Spec.Replicas != replicas
	set.Spec.Replicas = &replicas
	set.Status.Replicas, set.Status.AvailableReplicas = replicas, replicas
	return changed
}
