package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/argoproj/argo-rollouts/utils/config"
	"github.com/argoproj/argo-rollouts/utils/defaults"
	"github.com/argoproj/argo-rollouts/utils/plugin/types"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
)

// The controller finds the plugins of an example in its configuration.
func TestConfigurationIsRead(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("..", "..", "examples", "install-production", "manifest.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	bundle, broken := parseBundle(content)
	if len(broken) > 0 {
		t.Fatal(broken)
	}
	for _, o := range bundle {
		if o.GetKind() != "ConfigMap" || o.GetName() != defaults.DefaultRolloutsConfigMapName {
			continue
		}
		var configMap corev1.ConfigMap
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(o.Object, &configMap); err != nil {
			t.Fatal(err)
		}
		defer config.UnInitializeConfig()
		read, err := config.InitializeConfig(fake.NewSimpleClientset(&configMap), configMap.Name)
		if err != nil {
			t.Fatal(err)
		}
		plugin := read.GetPlugin("argoproj-labs/gatewayAPI", types.PluginTypeTrafficRouter)
		if plugin == nil || len(plugin.Sha256) != 64 || plugin.Location == "" || len(read.GetAllPlugins()) != 1 {
			t.Errorf("%+v", read.GetAllPlugins())
		}
		return
	}
	t.Error("the example has no configuration")
}
