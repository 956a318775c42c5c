namespace Kiosk.Testing.Durability;

/// <summary>An empty folder for one test, deleted when disposed.</summary>
internal sealed class TestFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private TestFolder(string path) => Path = path;

    public TestFolder()
        : this(Directory.CreateTempSubdirectory("kiosk-test-").FullName)
    {
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Creates it in memory if possible; for tests with thousands of syncs that do not test the disk.</summary>
    public static TestFolder Fast() =>
        Directory.Exists(Memory)
            ? new(Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"kiosk-test-{System.IO.Path.GetRandomFileName()}")).FullName)
            : new();

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
