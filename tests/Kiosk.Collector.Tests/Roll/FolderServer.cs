using System.Net;
using Kiosk.Testing.Pcsc;

namespace Kiosk.Collector.Tests.Roll;

/// <summary>A static web server on loopback.</summary>
internal sealed class FolderServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly string folder;

    public FolderServer(string folder)
    {
        this.folder = folder;
        Address = new($"http://127.0.0.1:{FreePorts.TakePair()}/");
        listener.Prefixes.Add(Address.AbsoluteUri);
        listener.Start();
        // Ends with the listener.
        _ = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Whether it answers everything with HTTP 503.</summary>
    public bool IsFailing { get; set; }

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var path = Path.Combine(folder, context.Request.RawUrl!.TrimStart('/'));
            context.Response.StatusCode = IsFailing ? 503 : File.Exists(path) ? 200 : 404;
            if (context.Response.StatusCode == 200)
            {
                await context.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(path));
            }

            context.Response.Close();
        }
    }
}
