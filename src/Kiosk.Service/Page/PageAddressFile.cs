using System.Net;
using System.Text;
using Kiosk.Durability;
using Kiosk.Service.Health.Doors;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Page;

/// <summary>
/// Where the page's address lies while the service serves it: only the service's own user may read it. While the port is another program's there is none, for the
/// token in it would go to that program.
/// </summary>
internal sealed partial class PageAddressFile : IDisposable
{
    public const string Name = "page.url";

    private readonly string path;
    private readonly Func<string> address;
    private readonly ServiceDoors doors;
    private readonly ILogger logger;

    /// <param name="folder">The data folder.</param>
    /// <param name="address">Of a started service.</param>
    public PageAddressFile(string folder, ServiceDoors doors, Func<string> address, ILogger logger)
    {
        (path, this.doors, this.address, this.logger) = (Path.Combine(folder, Name), doors, address, logger);
        doors.Opened += WriteIfPage;
        // Of a service that was killed: its mode may have been changed since, and its port may be another's.
        TryOnDisk(() => File.Delete(path));
        if (doors.PagesProblem is null)
        {
            TryOnDisk(Write);
        }
    }

    public void Dispose()
    {
        doors.Opened -= WriteIfPage;
        TryOnDisk(() => File.Delete(path));
    }

    private void WriteIfPage(EndPoint opened)
    {
        if (opened is IPEndPoint)
        {
            TryOnDisk(Write);
        }
    }

    private void Write()
    {
        using var file = PlainFile.Create(path);
        file.Write(Encoding.ASCII.GetBytes(address() + "\n"));
    }

    private void TryOnDisk(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.Failed(logger, path, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(623, LogLevel.Error, "The page's address cannot be kept in {Path}: {Reason}")]
        public static partial void Failed(ILogger logger, string path, string reason);
    }
}
