using System.Globalization;
using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Cache;

/// <summary>A worn card flips one bit of a sealed file, anywhere: LiteDB's own pages, the directory and the sums included. <c>./kiosk test --nightly</c> flips a thousand.</summary>
public sealed class FlippedBitTests : IDisposable
{
    private const string RoundsVariable = "KIOSK_FUZZ_FLIPS";
    private const int Seed = 20261129;

    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable(RoundsVariable) ?? "60", CultureInfo.InvariantCulture);

    private readonly TestFolder folder = new();
    private readonly CacheStore store;
    private readonly TestSet members;
    private readonly byte[] content;

    public FlippedBitTests()
    {
        store = new(folder["cache"], new DurableFiles());
        members = new(folder.Path);
        for (var number = 0; number < 400; number++)
        {
            members.Put(number, seed: number);
        }

        members.Next();
        var trust = TestCacheSource.Create(folder["source"], TestPki.Issue(serial: 1)).Trust;
        new CacheUpdater(store, TimeProvider.System).Apply(new(trust, [members.Snapshot()], new HashSet<string> { "01" }), progress: null, CancellationToken.None).Opened!.Generation.Dispose();
        content = File.ReadAllBytes(Generation);
    }

    private string Generation => Path.Combine(store.Folder, "generation-00000001.cache");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void No_flipped_bit_leads_to_a_wrong_answer_and_upkeep_finds_every_one()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var bit = random.NextInt64(8L * content.Length);
            Flip(bit);

            Assert.All(Answers(), answer => Assert.True(answer.IsRefused || answer.IsRight, $"seed {Seed}, round {round}, bit {bit}: the record of {answer.Tag} is wrong or was not found."));
            Assert.Throws<CacheException>(() => store.CheckCurrent(CancellationToken.None));
        }
    }

    private void Flip(long bit)
    {
        var mutated = content.ToArray();
        mutated[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        File.WriteAllBytes(Generation, mutated);
    }

    private List<(string Tag, bool IsRefused, bool IsRight)> Answers()
    {
        try
        {
            using var generation = store.Open().Generation;
            return [.. members.Rows.Select((row, number) => Answer(generation, number))];
        }
        catch (CacheException)
        {
            return [];
        }
    }

    private static (string Tag, bool IsRefused, bool IsRight) Answer(CacheGeneration generation, int number)
    {
        var tag = TestSet.Tag(number);
        try
        {
            return (tag.ToString(), false, generation.Members.FindRow(tag.ToArray()) is { } record && record.Span.SequenceEqual(TestSet.Record(number)));
        }
        catch (CacheException)
        {
            return (tag.ToString(), true, false);
        }
    }
}
