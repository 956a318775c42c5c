namespace Kiosk.Service.Tests.Printing;

/// <summary>A test that runs a cupsd of its own; skipped, by name, without CUPS, or unless the tests run as root.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithCupsAttribute : FactAttribute
{
    public FactWithCupsAttribute()
    {
        if (Environment.UserName != "root")
        {
            Skip = "Only root can run a cupsd with cups-pdf: run ./kiosk test as root.";
        }
        else if (!File.Exists("/usr/sbin/cupsd") || !File.Exists(CupsServer.Backend))
        {
            Skip = "CUPS with cups-pdf is not installed on this machine; ./kiosk test installs it when it may.";
        }
    }
}
