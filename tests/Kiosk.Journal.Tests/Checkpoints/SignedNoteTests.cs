using System.Text;
using Kiosk.Journal.Checkpoints;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;

namespace Kiosk.Journal.Tests.Checkpoints;

public sealed class SignedNoteTests
{
    private const string Text = "kiosk-journal/HN-01\n3\nanything\n";

    private static readonly INoteSigner Signer = TestJournalKeys.Of("HN-01").Signer;

    private readonly SignedNote note = SignedNote.Sign(Text, Signer);

    [Fact]
    public void A_note_reads_back_and_is_signed()
    {
        var read = SignedNote.Parse(note.ToString());

        Assert.Equal(Text, read.Text);
        Assert.True(read.IsSignedBy(Signer.Key));
        Assert.Equal(note.ToString(), read.ToString());
    }

    [Fact]
    public void A_signature_line_is_as_the_specification_has_it()
    {
        var lines = note.ToString().Split('\n');

        Assert.Equal("", lines[3]);
        Assert.StartsWith("\u2014 kiosk-journal/HN-01 ", lines[4], StringComparison.Ordinal);
        Assert.Equal(Signer.Key.Id, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(lines[4].Split(' ')[2])));
    }

    [Fact]
    public void A_changed_text_is_not_signed() => Assert.False((note with { Text = Text.Replace('3', '4') }).IsSignedBy(Signer.Key));

    [Fact]
    public void Another_terminals_key_of_the_same_name_signed_nothing_here() =>
        Assert.False(note.IsSignedBy(TestJournalKeys.Of("HN-01", "another").Signer.Key));

    [Fact]
    public void Unknown_signatures_are_passed_over_and_a_bad_one_by_the_key_is_not()
    {
        var stranger = SignedNote.Sign(Text, TestJournalKeys.Of("HN-02").Signer).Signatures[0];
        var bad = note.Signatures[0] with { Bytes = SignedNote.Sign("other\n", Signer).Signatures[0].Bytes };

        Assert.True((note with { Signatures = [stranger, .. note.Signatures] }).IsSignedBy(Signer.Key));
        Assert.False((note with { Signatures = [.. note.Signatures, bad] }).IsSignedBy(Signer.Key));
        Assert.False((note with { Signatures = [stranger] }).IsSignedBy(Signer.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n\u2014 name\n")]
    [InlineData("text\n\n\u2014 name AAAA\n")]
    [InlineData("text\n\n\u2014 name AAAAAA==")]
    [InlineData("text\n\n- name AAAAAAA=\n")]
    [InlineData("te\txt\n\n\u2014 name AAAAAAA=\n")]
    [InlineData("\n\n\u2014 name AAAAAAA=\nx")]
    public void What_is_no_note_is_refused(string text) => Assert.Throws<FormatException>(() => SignedNote.Parse(text));

    [Fact]
    public void A_note_with_more_than_16_signatures_is_refused()
    {
        var one = note.ToString()[(Text.Length + 1)..];

        Assert.Equal(16, SignedNote.Parse(Text + "\n" + string.Concat(Enumerable.Repeat(one, 16))).Signatures.Count);
        Assert.Throws<FormatException>(() => SignedNote.Parse(Text + "\n" + string.Concat(Enumerable.Repeat(one, 17))));
    }

    [Fact]
    public void A_verifier_key_reads_back()
    {
        var read = NoteKey.Parse(Signer.Key.ToString());

        Assert.Equal((Signer.Key.Name, Signer.Key.Id), (read.Name, read.Id));
        Assert.True(note.IsSignedBy(read));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name+00000000+Ag==")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    public void What_is_no_verifier_key_of_a_terminal_is_refused(string text) => Assert.Throws<FormatException>(() => NoteKey.Parse(text));

    [Fact]
    public void A_verifier_key_with_another_id_is_refused() =>
        Assert.Throws<FormatException>(() => NoteKey.Parse(Signer.Key.ToString().Replace($"+{Signer.Key.Id:x8}+", $"+{Signer.Key.Id ^ 1:x8}+", StringComparison.Ordinal)));

    [FactWithTool("openssl")]
    public void OpenSSL_verifies_the_signature()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["text"], Text, new UTF8Encoding(false));
        File.WriteAllBytes(folder["key.der"], Convert.FromBase64String(Signer.Key.ToString().Split('+', 3)[2])[1..]);
        File.WriteAllBytes(folder["signature"], note.Signatures[0].Bytes.ToArray());

        var openssl = ChildProcess.Run("openssl", "dgst", "-sha256", "-keyform", "DER", "-verify", folder["key.der"], "-signature", folder["signature"], folder["text"]);

        Assert.Equal("Verified OK", openssl.With(0).Output.Trim());
    }
}
