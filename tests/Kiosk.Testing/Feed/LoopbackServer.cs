using System.Net;
using Kiosk.Testing.Pcsc;

namespace Kiosk.Testing.Feed;

/// <summary>A web server on loopback.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Func<string, (HttpStatusCode Status, byte[] Body)> answer;

    /// <param name="answer">Answers a path, unparsed and without the slash before it.</param>
    public LoopbackServer(Func<string, (HttpStatusCode Status, byte[] Body)> answer)
    {
        this.answer = answer;
        Address = new($"http://127.0.0.1:{FreePorts.TakePair()}/");
        listener.Prefixes.Add(Address.AbsoluteUri);
        listener.Start();
        // Ends with the listener.
        _ = ServeAsync();
    }

    public Uri Address { get; }

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

            var (status, body) = answer(context.Request.RawUrl!.TrimStart('/'));
            context.Response.StatusCode = (int)status;
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
    }
}
