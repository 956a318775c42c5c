using Kiosk.Journal.Checkpoints;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests.Checkpoints;

public sealed class DataInForceTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_a_checkpoint_states_is_known_after_a_restart()
    {
        Write(new(3, 70), new(4, 71));

        using var journal = Open(folder.Path);

        Assert.Equal(new(4, 71), journal.Data);
        Assert.Contains("\ndata 4 71\n", Newest().ToText(), StringComparison.Ordinal);
        Assert.Equal(new(4, 71), Checkpoint.Parse(Newest().ToText()).Data);
    }

    [Fact]
    public void Other_data_is_signed_without_a_new_record_and_the_journal_stays_whole()
    {
        Write(new(3, 70), new(4, 71));
        using (var journal = Open(folder.Path))
        {
            journal.Append(Arrival(2));
            journal.SignCheckpoint();
        }

        var verified = JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key);

        Assert.Equal((null, 3, 2UL), (verified.Break?.What, verified.Signed.Checkpoints, verified.Signed.Records));
    }

    [Fact]
    public void Older_data_does_not_take_back_what_was_stated()
    {
        Write(new(4, 71), new(3, 99));

        Assert.Equal(new(4, 71), Newest().Data);
        Assert.Single(FoundCheckpoints.Load(folder.Path).Checkpoints);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("4 71 1")]
    [InlineData("-4 71")]
    [InlineData("4 x")]
    public void What_is_not_two_numbers_is_no_statement(string text) => Assert.Throws<FormatException>(() => DataInForce.Parse(text));

    private Checkpoint Newest() => FoundCheckpoints.Load(folder.Path).Checkpoints[^1].Content;

    // One record, a checkpoint with the first statement, another with the second.
    private void Write(DataInForce first, DataInForce second)
    {
        using var journal = Open(folder.Path);
        journal.Append(Arrival(1));
        journal.State(first);
        journal.SignCheckpoint();
        journal.State(second);
        journal.SignCheckpoint();
    }
}
