using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Kiosk.Journal.Upload;

namespace Kiosk.Service.Tests.Upload;

/// <summary>The part of a collector that reports other doors' arrivals; it takes no frames.</summary>
internal sealed class FakeDoors : HttpMessageHandler
{
    private readonly Channel<Pipe> answers = Channel.CreateUnbounded<Pipe>();
    private Pipe? held;

    /// <summary>The requests in the order in which they came.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Writes a line to whoever asks; waits until somebody does.</summary>
    /// <param name="line">Empty: nothing is new.</param>
    public async Task SayAsync(string line)
    {
        held ??= await answers.Reader.ReadAsync();
        await held.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
    }

    public Task SayAsync(ArrivalOfOtherDoor arrival) => SayAsync(Encoding.UTF8.GetString(arrival.Encode()));

    /// <summary>Ends the answer that is held open.</summary>
    public async Task HangUpAsync()
    {
        held ??= await answers.Reader.ReadAsync();
        await held.Writer.CompleteAsync();
        held = null;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get)
        {
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        }

        var pipe = new Pipe();
        lock (Asked)
        {
            Asked.Add(request.RequestUri!.PathAndQuery);
        }

        answers.Writer.TryWrite(pipe);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(pipe.Reader.AsStream()) });
    }
}
