namespace Kiosk.Benchmarks;

/// <summary>A temporary folder on the real disk, deleted when disposed.</summary>
internal sealed class BenchFolder : IDisposable
{
    private readonly string path = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "bench", Guid.NewGuid().ToString("N")[..8])).FullName;

    public string At(string name) => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
