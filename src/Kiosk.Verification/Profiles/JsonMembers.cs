using System.Globalization;
using System.Text.Json;
using Kiosk.Words;

namespace Kiosk.Verification.Profiles;

/// <summary>The members of one JSON object in a card profile. Each is taken once; leftovers are rejected.</summary>
internal sealed class JsonMembers
{
    private const int MaxListLength = 32;

    private readonly string source;
    private readonly string place;
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);

    /// <exception cref="CardProfileException">Not an object, or a member is duplicated.</exception>
    public JsonMembers(JsonElement element, string source, string place)
    {
        (this.source, this.place) = (source, place);
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Refuse(place, new("không phải đối tượng", "is not an object"));
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
            {
                throw Refuse(PlaceOf(member.Name), new("xuất hiện hai lần", "stands twice"));
            }
        }
    }

    /// <summary>Takes a member, or the fallback if it is missing.</summary>
    /// <exception cref="CardProfileException">The value is invalid.</exception>
    public T Take<T>(string name, T fallback, Func<JsonElement, T?> read, Phrase expectation)
        where T : notnull
    {
        if (!members.Remove(name, out var element))
        {
            return fallback;
        }

        try
        {
            return read(element) ?? throw Refuse(PlaceOf(name), new($"không phải {expectation.Vietnamese}", $"is not {expectation.English}"));
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw Refuse(PlaceOf(name), new($"không phải {expectation.Vietnamese}", $"is not {expectation.English}"), malformed);
        }
    }

    public IReadOnlyList<T> TakeList<T>(string name, IReadOnlyList<T> fallback, Func<JsonElement, T> read, Phrase expectation) =>
        Take(
            name,
            fallback,
            list => list.GetArrayLength() <= MaxListLength ? [.. list.EnumerateArray().Select(read)] : throw new FormatException("Too long."),
            new($"danh sách tối đa {MaxListLength} mục gồm {expectation.Vietnamese}", $"a list of at most {MaxListLength} with {expectation.English}"));

    public T TakeEnum<T>(string name, T fallback)
        where T : struct, Enum =>
        Take(name, fallback, ReadEnum<T>, new($"một trong {string.Join(", ", Enum.GetNames<T>())}", $"one of {string.Join(", ", Enum.GetNames<T>())}"));

    public bool TakeBoolean(string name, bool fallback) => Take(name, fallback, value => value.GetBoolean(), new("true hoặc false", "true or false"));

    public int TakeLength(string name, int fallback, int max) =>
        Take(name, fallback, value => InRange(value.GetInt32(), 1, max), new($"số từ 1 đến {max}", $"a number from 1 to {max}"));

    /// <summary>A non-negative duration as d.hh:mm:ss.fff.</summary>
    public TimeSpan TakeDuration(string name, TimeSpan fallback, TimeSpan max, TimeSpan least = default) => Take(
        name,
        fallback,
        value => InRange(TimeSpan.ParseExact(TextOf(value), "c", CultureInfo.InvariantCulture), least, max),
        new($"thời lượng từ {least:c} đến {max:c}", $"a duration from {least:c} to {max:c}"));

    public bool Has(string name) => members.ContainsKey(name);

    public JsonMembers? TakeObject(string name) => members.Remove(name, out var element) ? new JsonMembers(element, source, PlaceOf(name)) : null;

    /// <exception cref="CardProfileException">An unknown member is left.</exception>
    public void RefuseRest()
    {
        foreach (var name in members.Keys)
        {
            throw Refuse(PlaceOf(name), new("không phải mục hợp lệ", "is not known"));
        }
    }

    public static string TextOf(JsonElement value) => value.GetString() ?? throw new FormatException("Null is not a text.");

    /// <summary>Accepts names only: a number could be an undefined value.</summary>
    public static T ReadEnum<T>(JsonElement value)
        where T : struct, Enum
    {
        var text = TextOf(value);
        return Enum.GetNames<T>().Contains(text) ? Enum.Parse<T>(text) : throw new FormatException($"{text} is no {typeof(T).Name}.");
    }

    private static T InRange<T>(T value, T least, T max)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(max) <= 0 ? value : throw new FormatException("Out of range.");

    private string PlaceOf(string name) => place.Length == 0 ? name : $"{place}.{name}";

    public CardProfileException Refuse(string where, Phrase what, Exception? inner = null) =>
        new(
            new Phrase($"{source}: {(where.Length == 0 ? "hồ sơ thẻ" : where)} {what.Vietnamese}.", $"{source}: {(where.Length == 0 ? "the card profile" : where)} {what.English}."),
            inner);
}
