namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>A test that gives files to other users and runs the program as one of them; skipped, by name, unless the tests run as root.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactAsRootAttribute : FactAttribute
{
    public FactAsRootAttribute()
    {
        if (Environment.UserName != "root")
        {
            Skip = "Only root can give files to another user: run ./kiosk test as root.";
        }
    }
}
