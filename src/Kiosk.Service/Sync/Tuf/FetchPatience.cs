namespace Kiosk.Service.Sync.Tuf;

/// <summary>How long a server is waited for. The defaults let a link of 1 kB/s through and stop a server that drips bytes to keep a terminal busy.</summary>
/// <param name="FirstByte">Until the response's head is there.</param>
/// <param name="Silence">Between two pieces of the body.</param>
/// <param name="Grace">How long a body may take whatever its speed.</param>
/// <param name="LeastBytesPerSecond">The least average speed of a body after that.</param>
internal sealed record FetchPatience(TimeSpan FirstByte, TimeSpan Silence, TimeSpan Grace, int LeastBytesPerSecond)
{
    public static FetchPatience Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), 128);
}
