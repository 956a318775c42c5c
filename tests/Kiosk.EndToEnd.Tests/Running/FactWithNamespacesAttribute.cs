using System.Diagnostics;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>A test that hides the machine's files from one process with a mount namespace; skipped, by name, without the privilege for that.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithNamespacesAttribute : FactAttribute
{
    public FactWithNamespacesAttribute()
    {
        if (!Environment.IsPrivilegedProcess || !Works())
        {
            Skip = "Hiding a library from one process needs root and mount namespaces (unshare -m): run ./kiosk test as root, in a container with CAP_SYS_ADMIN.";
        }
    }

    private static bool Works()
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "unshare -m true 2>/dev/null"]));
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
