package main

import (
	"os"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	corev1defaults "k8s.io/kubernetes/pkg/apis/core/v1"
	"sigs.k8s.io/yaml"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/hash"
	replicasetutil "github.com/argoproj/argo-rollouts/utils/replicaset"
)

// A Rollout that has taken over the pod template of its Deployment keeps the ReplicaSet that it made while it referred to it: the API server fills the
// defaults into a Deployment, and not into a Rollout, and the controller compares the two all the same.
func TestMigrationReplacesNoPod(t *testing.T) {
	var deployment appsv1.Deployment
	var rollout v1alpha1.Rollout
	readExample(t, "migration-2-hand-over", "Deployment", &deployment)
	readExample(t, "migration-3-rollout-alone", "Rollout", &rollout)

	asServed := corev1.PodTemplate{Template: deployment.Spec.Template}
	corev1defaults.SetObjectDefaults_PodTemplate(&asServed)
	labels := map[string]string{v1alpha1.DefaultRolloutUniqueLabelKey: hash.ComputePodTemplateHash(&asServed.Template, nil)}
	made := &appsv1.ReplicaSet{ObjectMeta: metav1.ObjectMeta{Name: "payments", Labels: labels}, Spec: appsv1.ReplicaSetSpec{Template: asServed.Template}}

	if replicasetutil.FindNewReplicaSet(&rollout, []*appsv1.ReplicaSet{made}) != made {
		t.Error("the controller makes another ReplicaSet")
	}
	rollout.Spec.Template.Spec.Containers[0].Image += "-next"
	if replicasetutil.FindNewReplicaSet(&rollout, []*appsv1.ReplicaSet{made}) != nil {
		t.Error("the controller sees no change of the image")
	}
}

func readExample(t *testing.T, example, kind string, into any) {
	t.Helper()
	content, err := os.ReadFile("../../examples/" + example + "/manifest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for document := range strings.SplitSeq(string(content), "\n---\n") {
		if strings.Contains(document, "\nkind: "+kind+"\n") {
			if err := yaml.UnmarshalStrict([]byte(document), into); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("%s has no %s", example, kind)
}
