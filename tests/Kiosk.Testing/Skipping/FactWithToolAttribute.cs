using Xunit;

namespace Kiosk.Testing.Skipping;

/// <summary>A test that needs an installed program; skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithToolAttribute : FactAttribute
{
    /// <param name="installedBy">The command that installs it.</param>
    public FactWithToolAttribute(string tool, string installedBy = "./kiosk test")
    {
        if (Find(tool) is null)
        {
            Skip = $"{tool} is not installed on this machine; {installedBy} installs it when it may.";
        }
    }

    /// <returns>The program's path; null if it is neither on the PATH nor in /usr/sbin, which only root's PATH names.</returns>
    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
}
