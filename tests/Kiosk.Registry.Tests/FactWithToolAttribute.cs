namespace Kiosk.Registry.Tests;

/// <summary>A test that needs a program of the machine; without it the test is skipped by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithToolAttribute : FactAttribute
{
    public FactWithToolAttribute(string tool)
    {
        if (Find(tool) is null)
        {
            Skip = $"{tool} is not installed on this machine; ./kiosk test installs it when it may.";
        }
    }

    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
}
