using Xunit;

namespace Kiosk.Testing.Skipping;

/// <summary>A test that needs an installed program; skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithToolAttribute : FactAttribute
{
    public FactWithToolAttribute(string tool)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, tool))))
        {
            Skip = $"{tool} is not installed on this machine; ./kiosk test installs it when it may.";
        }
    }
}
