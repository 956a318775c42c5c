using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>A test that hides the machine's files from one process with a mount namespace; skipped, by name, without the privilege for that.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithNamespacesAttribute : FactAttribute
{
    public FactWithNamespacesAttribute()
    {
        if (!Environment.IsPrivilegedProcess || ChildProcess.Run("unshare", "-m", "true").ExitCode != 0)
        {
            Skip = "Hiding a library from one process needs root and mount namespaces (unshare -m): run ./kiosk test as root, in a container with CAP_SYS_ADMIN.";
        }
    }
}
