using System.Buffers.Binary;
using System.Net.Sockets;

namespace Kiosk.EndToEnd.Tests.Privacy;

/// <summary>What passes over loopback TCP, as a process with root's rights sees it (packet(7)). Needs root.</summary>
internal sealed class LoopbackTraffic : IDisposable
{
    /// <summary>ETH_P_ALL in network order.</summary>
    private const ProtocolType EveryProtocol = (ProtocolType)0x0300;

    private const int SolSocket = 1, ReceiveBufferForce = 33, SolPacket = 263, PacketStatistics = 6;
    private const int BufferLength = 256 * 1024 * 1024;
    private const int MaxFrame = 128 * 1024;
    private const int EthernetHeader = 14;
    private const byte Tcp = 6;

    private readonly Socket socket = new(AddressFamily.Packet, SocketType.Raw, EveryProtocol);
    private readonly CancellationTokenSource over = new();
    private readonly Dictionary<(int From, int To), SortedDictionary<uint, byte[]>> flows = [];

    public LoopbackTraffic()
    {
        socket.SetRawSocketOption(SolSocket, ReceiveBufferForce, BitConverter.GetBytes(BufferLength));
        // Ends with this.
        _ = Task.Run(ListenAsync);
    }

    /// <summary>Packets that came too fast and were not seen.</summary>
    public uint Dropped
    {
        get
        {
            Span<byte> statistics = stackalloc byte[2 * sizeof(uint)];
            socket.GetRawSocketOption(SolPacket, PacketStatistics, statistics);
            return BitConverter.ToUInt32(statistics[sizeof(uint)..]);
        }
    }

    /// <summary>The bytes of every connection to and from a port, in their order, by direction.</summary>
    public IReadOnlyList<(string Name, byte[] Content)> Of(int port)
    {
        lock (flows)
        {
            return [.. flows.Where(flow => flow.Key.From == port || flow.Key.To == port).Select(flow => ($"{flow.Key.From} to {flow.Key.To}", flow.Value.Values.SelectMany(part => part).ToArray()))];
        }
    }

    public void Dispose()
    {
        over.Cancel();
        socket.Dispose();
        over.Dispose();
    }

    private async Task ListenAsync()
    {
        var (buffer, stop) = (new byte[MaxFrame], over.Token);
        try
        {
            while (true)
            {
                Take(buffer.AsSpan(0, await socket.ReceiveAsync(buffer, stop)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test has seen enough.
        }
    }

    /// <summary>Loopback shows each packet twice: the sequence number tells which bytes they are.</summary>
    private void Take(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < EthernetHeader + 40 || frame[EthernetHeader] >> 4 != 4 || frame[EthernetHeader + 9] != Tcp)
        {
            return;
        }

        var packet = frame[EthernetHeader..];
        packet = packet[..Math.Min(packet.Length, BinaryPrimitives.ReadUInt16BigEndian(packet[2..]))];
        var segment = packet[((packet[0] & 0x0F) * 4)..];
        var content = segment[((segment[12] >> 4) * 4)..];
        if (content.Length > 0)
        {
            var flow = (BinaryPrimitives.ReadUInt16BigEndian(segment), BinaryPrimitives.ReadUInt16BigEndian(segment[2..]));
            lock (flows)
            {
                flows.TryAdd(flow, []);
                flows[flow][BinaryPrimitives.ReadUInt32BigEndian(segment[4..])] = content.ToArray();
            }
        }
    }
}
