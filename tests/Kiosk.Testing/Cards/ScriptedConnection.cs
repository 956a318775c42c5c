using Kiosk.Cards.Iso7816;

namespace Kiosk.Testing.Cards;

/// <summary>A scripted card. Any command that is not the next in the script fails the test and is named.</summary>
public sealed class ScriptedConnection : ICardConnection, IDisposable
{
    private readonly Queue<(string Command, Func<ReadOnlyMemory<byte>> Answer)> script = new();

    public AnswerToReset AnswerToReset { get; init; } = new(Convert.FromHexString("3B80800101"));

    public bool IsSamePresence { get; init; } = true;

    public bool IsDisposed { get; private set; }

    /// <summary>Runs before every answer, for instance to advance a test's clock.</summary>
    public Action BeforeAnswer { get; init; } = () => { };

    public int Unplayed => script.Count;

    /// <param name="command">The command's first bytes in hexadecimal; spaces are ignored.</param>
    public ScriptedConnection On(string command, string answer)
    {
        var bytes = FromHex(answer);
        script.Enqueue((command, () => bytes));
        return this;
    }

    public ScriptedConnection On(string command, Exception exception)
    {
        script.Enqueue((command, () => throw exception));
        return this;
    }

    public ValueTask<ReadOnlyMemory<byte>> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var sent = Convert.ToHexString(command.Span);
        if (!script.TryDequeue(out var line))
        {
            throw new InvalidOperationException($"Unexpected command {Name(command.Span)} {sent}: the script has ended.");
        }

        if (!sent.StartsWith(line.Command.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Unexpected command {Name(command.Span)} {sent}: {line.Command} was next.");
        }

        BeforeAnswer();
        return ValueTask.FromResult(line.Answer());
    }

    public ValueTask<bool> IsSamePresenceAsync(CancellationToken cancellationToken) => ValueTask.FromResult(IsSamePresence);

    public void Dispose() => IsDisposed = true;

    private static byte[] FromHex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static string Name(ReadOnlySpan<byte> command) => command.Length < 2 ? "of less than two bytes" : command[1] switch
    {
        Instruction.Select => "SELECT",
        Instruction.GetData => "GET DATA",
        Instruction.GetResponse => "GET RESPONSE",
        Instruction.GeneralAuthenticate => "GENERAL AUTHENTICATE",
        _ => "with an unknown instruction",
    };
}
