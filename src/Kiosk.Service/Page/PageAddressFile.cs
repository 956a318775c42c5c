using System.Net;
using System.Text;
using Kiosk.Durability;
using Kiosk.Service.Health.Doors;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Page;

/// <summary>
/// The file with the page's address, present while the service serves the page and readable by the service's user only. There is no file while another program holds
/// the port, because the token in the address would then go to that program.
/// </summary>
internal sealed partial class PageAddressFile : IDisposable
{
    public const string Name = "page.url";

    private readonly string path;
    private readonly Func<string> address;
    private readonly ServiceDoors doors;
    private readonly ILogger logger;

    /// <param name="folder">The data folder.</param>
    /// <param name="address">Called once the service has started.</param>
    public PageAddressFile(string folder, ServiceDoors doors, Func<string> address, ILogger logger)
    {
        (path, this.doors, this.address, this.logger) = (Path.Combine(folder, Name), doors, address, logger);
        doors.Opened += WriteIfPage;
        // Left by a service that was killed: its mode may have changed since, and another program may hold its port.
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
        [LoggerMessage(623, LogLevel.Error, "The page's address cannot be written to {Path}: {Reason}")]
        public static partial void Failed(ILogger logger, string path, string reason);
    }
}
