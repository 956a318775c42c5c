using System.Text;

namespace Kiosk.Service.Page;

/// <summary>Where the page's address lies while the service runs: only the service's own user may read it.</summary>
internal sealed class PageAddressFile : IDisposable
{
    public const string Name = "page.url";

    private readonly string path;

    private PageAddressFile(string path) => this.path = path;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static PageAddressFile Write(string folder, string address)
    {
        var written = new PageAddressFile(Path.Combine(folder, Name));
        // Of a service that was killed: its mode may have been changed since.
        File.Delete(written.path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(written.path, options);
        file.Write(Encoding.ASCII.GetBytes(address + "\n"));
        return written;
    }

    public void Dispose() => File.Delete(path);
}
