package main

import (
	"cmp"
	"encoding/json"
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	dynamicfake "k8s.io/client-go/dynamic/fake"
	kubefake "k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/kubernetes/scheme"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	rolloutsfake "github.com/argoproj/argo-rollouts/pkg/client/clientset/versioned/fake"
	"github.com/argoproj/argo-rollouts/pkg/kubectl-argo-rollouts/options"
	"github.com/argoproj/argo-rollouts/utils/annotations"
)

// revisions is how many versions of each rollout there have been.
const revisions = 3

// cluster is what is deployed: rollouts with their history, the Deployments that they take their pods from, and what measures them.
type cluster struct {
	known    bool
	rollouts []runtime.Object
	others   []runtime.Object
	rules    []rbacv1.PolicyRule
}

func init() {
	if err := v1alpha1.AddToScheme(scheme.Scheme); err != nil {
		panic(err)
	}
}

func newCluster(manifests []json.RawMessage) (*cluster, error) {
	built := &cluster{known: len(manifests) > 0}
	for _, manifest := range manifests {
		var meta metav1.TypeMeta
		if err := json.Unmarshal(manifest, &meta); err != nil {
			return nil, err
		}
		switch meta.Kind {
		case "Rollout":
			rollout := &v1alpha1.Rollout{}
			if err := json.Unmarshal(manifest, rollout); err != nil {
				return nil, err
			}
			rollout.Namespace = cmp.Or(rollout.Namespace, metav1.NamespaceDefault)
			rollout.UID = types.UID(rollout.Namespace + "/" + rollout.Name)
			built.rollouts = append(built.rollouts, rollout)
			built.others = append(built.others, historyOf(rollout)...)
		case "AnalysisRun", "Experiment":
			object, err := runtime.Decode(scheme.Codecs.UniversalDeserializer(), manifest)
			if err != nil {
				return nil, err
			}
			built.rollouts = append(built.rollouts, object)
		case "Deployment":
			deployment := &appsv1.Deployment{}
			if err := json.Unmarshal(manifest, deployment); err != nil {
				return nil, err
			}
			deployment.Namespace = cmp.Or(deployment.Namespace, metav1.NamespaceDefault)
			built.others = append(built.others, deployment)
		}
	}
	return built, nil
}

// historyOf gives a ReplicaSet for each version, none of which has the template that the manifest has.
func historyOf(rollout *v1alpha1.Rollout) []runtime.Object {
	history := make([]runtime.Object, revisions)
	for i := range history {
		revision := fmt.Sprint(i + 1)
		labels := map[string]string{v1alpha1.DefaultRolloutUniqueLabelKey: revision}
		if rollout.Spec.Selector != nil {
			for key, value := range rollout.Spec.Selector.MatchLabels {
				labels[key] = value
			}
		}
		history[i] = &appsv1.ReplicaSet{
			ObjectMeta: metav1.ObjectMeta{
				Name:            rollout.Name + "-" + revision,
				Namespace:       rollout.Namespace,
				Labels:          labels,
				Annotations:     map[string]string{annotations.RevisionAnnotation: revision},
				OwnerReferences: []metav1.OwnerReference{*metav1.NewControllerRef(rollout, v1alpha1.SchemeGroupVersion.WithKind("Rollout"))},
			},
			Spec: appsv1.ReplicaSetSpec{Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec:       corev1.PodSpec{Containers: []corev1.Container{{Name: "main", Image: "example:" + revision}}},
			}},
		}
	}
	return history
}

// connect lets a plugin talk to the cluster as it was at first, whatever was done to it before, and gives what is to be refused.
func (c *cluster) connect(plugin *options.ArgoRolloutsOptions) *permission {
	rollouts, others := copies(c.rollouts), copies(c.others)
	lists := map[schema.GroupVersionResource]string{}
	for resource, kind := range map[string]string{
		"rollouts": "Rollout", "analysisruns": "AnalysisRun", "experiments": "Experiment",
		"analysistemplates": "AnalysisTemplate", "clusteranalysistemplates": "ClusterAnalysisTemplate",
	} {
		lists[v1alpha1.SchemeGroupVersion.WithResource(resource)] = kind + "List"
	}
	rolloutsClient := rolloutsfake.NewSimpleClientset(rollouts...)
	kubeClient := kubefake.NewSimpleClientset(others...)
	dynamicClient := dynamicfake.NewSimpleDynamicClientWithCustomListKinds(scheme.Scheme, lists, append(asStored(rollouts), others...)...)
	permission := &permission{rules: c.rules}
	if len(c.rules) > 0 {
		permission.guard(&rolloutsClient.Fake)
		permission.guard(&kubeClient.Fake)
		permission.guard(&dynamicClient.Fake)
	}
	plugin.RolloutsClient, plugin.KubeClient, plugin.DynamicClient = rolloutsClient, kubeClient, dynamicClient
	return permission
}

// asStored gives rollouts as the API server has them: one that takes its pods from another object has no template.
func asStored(objects []runtime.Object) []runtime.Object {
	stored := make([]runtime.Object, len(objects))
	for i, object := range objects {
		stored[i] = object
		if rollout, found := object.(*v1alpha1.Rollout); found && rollout.Spec.WorkloadRef != nil {
			content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(rollout)
			if err != nil {
				panic(err)
			}
			unstructured.RemoveNestedField(content, "spec", "template")
			without := &unstructured.Unstructured{Object: content}
			without.SetGroupVersionKind(v1alpha1.SchemeGroupVersion.WithKind("Rollout"))
			stored[i] = without
		}
	}
	return stored
}

func copies(objects []runtime.Object) []runtime.Object {
	copied := make([]runtime.Object, len(objects))
	for i, object := range objects {
		copied[i] = object.DeepCopyObject()
	}
	return copied
}
