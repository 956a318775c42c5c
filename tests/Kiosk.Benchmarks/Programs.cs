namespace Kiosk.Benchmarks;

/// <summary>The programs that are measured, or that help to.</summary>
internal static class Programs
{
    /// <summary>This one, for what needs a process of its own.</summary>
    public static string Itself { get; } = Path.Combine(AppContext.BaseDirectory, "kiosk-bench");

    /// <summary>The terminal's, as it is shipped: where <c>./kiosk</c> publishes it.</summary>
    /// <exception cref="FileNotFoundException">It is not published.</exception>
    public static string Shipped
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && folder.Name != "artifacts")
            {
                folder = folder.Parent;
            }

            var path = Path.Combine(folder?.FullName ?? "", "kiosk", "kiosk");
            return File.Exists(path) ? path : throw new FileNotFoundException("Run ./kiosk build first: the program is not published.", path);
        }
    }
}
