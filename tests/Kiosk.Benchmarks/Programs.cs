namespace Kiosk.Benchmarks;

/// <summary>The programs measured, and those used for measuring.</summary>
internal static class Programs
{
    /// <summary>This program, for benchmarks in a child process.</summary>
    public static string Itself { get; } = Path.Combine(AppContext.BaseDirectory, "kiosk-bench");

    /// <summary>The terminal's program, as published by <c>./kiosk</c>.</summary>
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
