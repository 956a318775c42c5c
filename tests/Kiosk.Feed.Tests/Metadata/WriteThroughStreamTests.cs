using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Tests.Metadata;

public sealed class WriteThroughStreamTests
{
    [Fact]
    public void Every_write_is_inspected_counted_and_passed_on()
    {
        var target = new MemoryStream();
        using var stream = new RecordingStream(target);

        stream.Write([1, 2], 0, 2);
        stream.Write([3]);
        stream.WriteByte(4);

        Assert.Equal([1, 2, 3, 4], target.ToArray());
        Assert.Equal(target.ToArray(), stream.Inspected);
        Assert.Equal(4, stream.Length);
    }

    [Fact]
    public async Task An_asynchronous_write_is_too()
    {
        var target = new MemoryStream();
        await using var stream = new RecordingStream(target);

        await stream.WriteAsync(new byte[] { 5, 6 }.AsMemory());

        Assert.Equal([5, 6], target.ToArray());
        Assert.Equal(target.ToArray(), stream.Inspected);
        Assert.Equal(2, stream.Length);
    }

    [Fact]
    public void What_is_refused_is_not_passed_on()
    {
        var target = new MemoryStream();
        using var stream = new RecordingStream(target) { IsRefusing = true };

        Assert.Throws<InvalidOperationException>(() => stream.Write([1]));
        Assert.Equal((0, 0), (target.Length, stream.Length));
    }

    private sealed class RecordingStream(Stream inner) : WriteThroughStream(inner)
    {
        public List<byte> Inspected { get; } = [];

        public bool IsRefusing { get; init; }

        protected override void Inspect(ReadOnlySpan<byte> bytes) => Inspected.AddRange(IsRefusing ? throw new InvalidOperationException() : bytes);
    }
}
