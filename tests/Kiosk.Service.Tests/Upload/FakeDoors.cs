using System.IO.Pipelines;
using System.Net;
using System.Text;
using Kiosk.Journal.Upload;

namespace Kiosk.Service.Tests.Upload;

/// <summary>The part of a collector that reports other doors' arrivals; it takes no frames.</summary>
internal sealed class FakeDoors : HttpMessageHandler
{
    private TaskCompletionSource<Pipe> held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The requests in the order in which they came.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Writes a line to whoever asks; waits until somebody does.</summary>
    /// <param name="line">Empty: nothing is new.</param>
    public async Task SayAsync(string line)
    {
        var pipe = await held.Task;
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
    }

    public Task SayAsync(ArrivalOfOtherDoor arrival) => SayAsync(Encoding.UTF8.GetString(arrival.Encode()));

    /// <summary>Ends the answer that is held open.</summary>
    public async Task HangUpAsync()
    {
        var before = held;
        held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await (await before.Task).Writer.CompleteAsync();
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

        held.SetResult(pipe);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(pipe.Reader.AsStream()) });
    }
}
